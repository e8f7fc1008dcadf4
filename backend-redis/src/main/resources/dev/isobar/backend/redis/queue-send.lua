-- ARGV time or -1, channel, then for each message: id, timestamp, type, delay, body.   Returns the backlog before.
local now = millis(ARGV[1])
local more = settle_time(now)
local before = more and {} or backlog()
local ids = {}
for i = 3, #ARGV, 5 do
  ids[#ids + 1] = ARGV[i]
end
local known = heads_of(ids)
local new_heads, new_bodies, by_ready, by_sent, by_later, bytes = {}, {}, {}, {}, {}, 0
for i = 3, #ARGV, 5 do
  local id, timestamp, kind, delay, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  -- A call that was repeated after a lost connection stores nothing twice.
  if not known[id] then
    known[id] = {timestamp = timestamp, size = #body, kind = kind, leases = 0, attempts = 0, held = false}
    add(new_heads, id, text(known[id]))
    add(new_bodies, id, body)
    if delay == 0 then
      add(by_ready, score(now, 0), id)
      add(by_sent, timestamp, id)
      bytes = bytes + #body
    else
      add(by_later, score(now, delay), id)
    end
  end
end
many('HSET', heads, new_heads)
many('HSET', bodies, new_bodies)
many('ZADD', ready, by_ready)
many('ZADD', sent, by_sent)
many('ZADD', later, by_later)
keep_turn(now)
if #by_ready > 0 then
  redis.call('HINCRBY', info, 'bytes', bytes)
  redis.call('PUBLISH', ARGV[2], '')
end
return before
