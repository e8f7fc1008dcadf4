-- ARGV time or -1, retention, channel, then for each message: id, timestamp, type, delay, body.   Returns the backlog before.
local now, retention = millis(ARGV[1]), tonumber(ARGV[2])
-- No lease that an environment allows is longer.
local LONGEST_LEASE = 24 * 60 * 60 * 1000
local HOUR = 60 * 60 * 1000
local more = settle_time(now, retention)
local bytes_before, last, until_before = unpack(redis.call('HMGET', info, 'bytes', 'turn', 'until'))
local before = more and {} or backlog(bytes_before or '0')
local ids = {}
for i = 4, #ARGV, 5 do
  ids[#ids + 1] = ARGV[i]
end
local known = heads_of(ids)
local new_heads, new_bodies, by_ready, by_sent, by_later, bytes, longest = {}, {}, {}, {}, {}, 0, 0
begin_turns(last)
for i = 4, #ARGV, 5 do
  local id, timestamp, kind, delay, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  -- A call that was repeated after a lost connection stores nothing twice.
  if not known[id] then
    known[id] = {timestamp = timestamp, size = #body, kind = kind, leases = 0, attempts = 0, held = false,
      since = number(now + delay), failures = 0, turn = next_turn()}
    local its_place = place(id, known[id].turn)
    add(new_heads, id, text(known[id]))
    add(new_bodies, id, body)
    if delay == 0 then
      add(by_ready, score(now), its_place)
      add(by_sent, known[id].since, its_place)
      bytes = bytes + #body
    else
      add(by_later, score(now + delay), its_place)
      longest = math.max(longest, delay)
    end
  end
end
many('HSET', heads, new_heads)
many('HSET', bodies, new_bodies)
many('ZADD', ready, by_ready)
many('ZADD', sent, by_sent)
many('ZADD', later, by_later)
if #new_heads > 0 then
  local facts = {'turn', number(turn)}
  -- A queue that nobody uses any more gives its memory back: the bodies in any case, the small keys by a time that moves once an hour.
  local needed = math.max(now + longest + retention + LONGEST_LEASE, tonumber(until_before or '0'))
  redis.call('PEXPIRE', bodies, number(needed - now))
  if needed > tonumber(until_before or '0') + HOUR then
    for _, key in ipairs({ready, sent, later, heads}) do
      redis.call('PEXPIRE', key, number(needed + HOUR - now))
    end
    add(facts, 'until', number(needed))
  end
  if #by_ready > 0 and before[1] == '0' then
    add(facts, 'bytes', number(bytes))
  elseif #by_ready > 0 then
    redis.call('HINCRBY', info, 'bytes', bytes)
  end
  redis.call('HSET', info, unpack(facts))
end
if #by_ready > 0 then
  redis.call('PUBLISH', ARGV[3], '')
end
return before
