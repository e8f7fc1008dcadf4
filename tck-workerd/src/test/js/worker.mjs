// Calls one method of one binding for each request, and answers with what it returned or threw.
import { d1 } from "./d1.mjs";
import { kv } from "./kv.mjs";
import { r2 } from "./r2.mjs";
import { failure, pack, unpack } from "./values.mjs";

const SERVICES = { d1, kv, r2 };

export default {
  async fetch(request, env) {
    if (new URL(request.url).pathname === "/clock") return env.CLOCK.fetch(request);
    let answer;
    try {
      const { service, binding, operation, args } = unpack(await request.arrayBuffer());
      answer = { value: await SERVICES[service](env[binding], operation, args) };
      return new Response(await pack(answer));
    } catch (error) {
      return new Response(await pack({ error: failure(error) }));
    }
  },
};
