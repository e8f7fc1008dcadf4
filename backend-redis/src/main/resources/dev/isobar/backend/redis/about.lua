-- What a store is: read, or written by whoever comes first.
local found = redis.call('HMGET', KEYS[1], 'format', 'partitions')
if found[1] then
  return found
end
redis.call('HSET', KEYS[1], 'format', ARGV[1], 'partitions', ARGV[2])
return {ARGV[1], ARGV[2]}
