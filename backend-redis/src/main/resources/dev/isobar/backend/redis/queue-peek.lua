-- ARGV time or -1, most.   Returns for each message: id, attempts, timestamp, type, body.
settle_time(millis(ARGV[1]))
local answer = {}
for _, id in ipairs(redis.call('ZRANGE', ready, 0, tonumber(ARGV[2]) - 1)) do
  local its = head(redis.call('HGET', heads, id))
  local body = redis.call('HGET', bodies, id)
  if its and body then
    for _, part in ipairs({id, number(its.attempts), its.timestamp, its.kind, body}) do
      answer[#answer + 1] = part
    end
  end
end
return answer
