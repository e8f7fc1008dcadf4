-- ARGV time or -1, retention, most, fill, visibility.
-- Returns paused, in how many milliseconds to come again, then for each message: id, number of the lease, attempts, failures,
-- timestamp, type, body.
local now, retention = millis(ARGV[1]), tonumber(ARGV[2])
local most, fill, visibility = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
if redis.call('HGET', info, 'paused') == '1' then
  return {'1', ''}
end
local _, aged = settle_time(now, retention)
local from = first(ready)
if not from or (from + fill > now and redis.call('ZCARD', ready) < most) then
  local next = first(later)
  local filled = from and from + fill
  local again = filled and math.min(filled, next or filled) or next
  return {'0', again and number(again - now) or ''}
end
local places = redis.call('ZRANGE', ready, 0, most - 1)
local ids = ids_of(places)
local known = heads_of(ids)
local content = redis.call('HMGET', bodies, unpack(ids))
local answer, broken, old, changed, leased, bytes = {'0', ''}, {}, {}, {}, {}, 0
for i, id in ipairs(ids) do
  local its = known[id]
  if its and aged and outlived(its, now, retention) then
    old[#old + 1] = places[i]
  elseif its and content[i] then
    its.leases, its.attempts, its.held = its.leases + 1, its.attempts + 1, true
    bytes = bytes + its.size
    add(changed, id, text(its))
    -- It keeps its turn: messages whose leases end together come in their former order.
    add(leased, score(now + visibility), places[i])
    for _, part in ipairs({
      id, number(its.leases), number(its.attempts), number(its.failures), its.timestamp, its.kind, content[i],
    }) do
      answer[#answer + 1] = part
    end
  else
    broken[#broken + 1] = places[i]
  end
end
if #old > 0 then
  forget(old, known)
end
if #broken > 0 then
  forget(broken, known)
  redis.log(redis.LOG_WARNING, 'isobar: ' .. #broken .. ' messages without head or body left ' .. ready)
end
if #changed == 0 then
  if redis.call('ZCARD', ready) == 0 then
    -- The size of a message without head and body is not known.
    redis.call('HDEL', info, 'bytes')
  end
  return {'0', '0'}
end
redis.call('ZREM', ready, unpack(places))
redis.call('ZREM', sent, unpack(places))
redis.call('HSET', heads, unpack(changed))
redis.call('ZADD', later, unpack(leased))
redis.call('HINCRBY', info, 'bytes', 0 - bytes)
return answer
