// Records for another process until standard input ends: node serve.mjs <folder of node_modules>
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Recorder } from "./recorder.mjs";

const recorder = new Recorder(process.argv[2]);

const server = createServer(async (request, response) => {
  try {
    response.end(JSON.stringify(await recorder.record(JSON.parse(await text(request)))));
  } catch (error) {
    response.statusCode = 400;
    response.end(String(error?.message ?? error));
  }
});

await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
process.stdout.write(`ready http://127.0.0.1:${server.address().port}/\n`);

process.stdin.resume();
process.stdin.on("end", async () => {
  await recorder.close();
  process.exit(0);
});
