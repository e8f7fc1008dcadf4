-- KEYS value, names, ends   ARGV record, name, milliseconds to live or 0, time or -1
local life = tonumber(ARGV[3])
if life == 0 then
  redis.call('SET', KEYS[1], ARGV[1])
  return redis.call('ZADD', KEYS[2], 0, ARGV[2])
end
local now = millis(ARGV[4])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
redis.call('ZADD', KEYS[2], 0, ARGV[2])
redis.call('ZADD', KEYS[3], string.format('%.0f', now + life), ARGV[2])
-- Two for one: the index cannot grow by what has ended.
sweep(string.sub(KEYS[1], 1, #KEYS[1] - #ARGV[2]), KEYS[2], KEYS[3], now, 2)
return 1
