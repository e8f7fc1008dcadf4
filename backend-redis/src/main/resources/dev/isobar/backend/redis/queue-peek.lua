-- ARGV time or -1, retention, most.   Returns for each message: id, attempts, timestamp, type, body.
local now, retention = millis(ARGV[1]), tonumber(ARGV[2])
local _, aged = settle_time(now, retention)
local answer = {}
for _, id in ipairs(ids_of(redis.call('ZRANGE', ready, 0, tonumber(ARGV[3]) - 1))) do
  local its = head(redis.call('HGET', heads, id))
  local body = redis.call('HGET', bodies, id)
  if its and body and not (aged and outlived(its, now, retention)) then
    for _, part in ipairs({id, number(its.attempts), its.timestamp, its.kind, body}) do
      answer[#answer + 1] = part
    end
  end
end
return answer
