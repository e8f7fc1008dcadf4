// Calls one method of one binding for each request, and answers with what it returned or threw.
import { d1 } from "./d1.mjs";
import { kv } from "./kv.mjs";
import { consume, queues } from "./queues.mjs";
import { r2 } from "./r2.mjs";
import { failure, pack, unpack } from "./values.mjs";

const SERVICES = { d1, kv, queues, r2 };

export default {
  async fetch(request, env) {
    try {
      const { service, binding, operation, args } = unpack(await request.arrayBuffer());
      return new Response(await pack({ value: await SERVICES[service](env[binding], operation, args) }));
    } catch (error) {
      return new Response(await pack({ error: failure(error) }));
    }
  },

  async queue(batch) {
    consume(batch);
  },
};
