// npm run bench; see bench/README.md.
import '../bench/run.ts';
