-- ARGV time or -1, channel, then for each message: id, timestamp, type, delay, body.   Returns the backlog before.
local now = millis(ARGV[1])
local more = settle_time(now)
local before = more and {} or backlog()
local news = false
for i = 3, #ARGV, 5 do
  local id, timestamp, kind, delay, body = ARGV[i], ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3]), ARGV[i + 4]
  -- A call that was repeated after a lost connection stores nothing twice.
  if redis.call('HEXISTS', heads, id) == 0 then
    local at = score(now + delay)
    redis.call('HSET', heads, id, text({
      timestamp = timestamp, size = #body, kind = kind, leases = 0, attempts = 0, held = false,
    }))
    redis.call('HSET', bodies, id, body)
    if delay == 0 then
      redis.call('ZADD', ready, at, id)
      redis.call('ZADD', sent, timestamp, id)
      redis.call('HINCRBY', info, 'bytes', #body)
      news = true
    else
      redis.call('ZADD', later, at, id)
    end
  end
end
if news then
  redis.call('PUBLISH', ARGV[2], '')
end
return before
