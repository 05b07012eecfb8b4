import { Agent, type Dispatcher } from 'undici';

/** A dispatcher that knows whether anything is under way, for clocks that must not go on meanwhile. */
export function countingAgent(): { dispatcher: Dispatcher; idle: () => boolean } {
  let flying = 0;
  const dispatcher = new Agent({ connections: 64 }).compose((dispatch) => (options, handler) => {
    flying += 1;
    let ended = false;
    const end = () => {
      if (!ended) flying -= 1;
      ended = true;
    };
    return dispatch(options, {
      ...forwarded(handler),
      onResponseEnd: (...args) => {
        end();
        handler.onResponseEnd?.(...args);
      },
      onResponseError: (...args) => {
        end();
        handler.onResponseError?.(...args);
      },
    });
  });
  return { dispatcher, idle: () => flying === 0 };
}

function forwarded(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
  };
}
