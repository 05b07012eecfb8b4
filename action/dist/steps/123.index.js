export const id = 123;
export const ids = [123];
export const modules = {

/***/ 60123:
/***/ ((module) => {

module.exports = eval("require")("kerberos");


/***/ })

};
