-- ARGV channel, what: purge, pause or resume.
if ARGV[2] == 'purge' then
  redis.call('UNLINK', ready, sent, later, heads, bodies)
  return redis.call('HDEL', info, 'bytes')
end
redis.call('HSET', info, 'paused', ARGV[2] == 'pause' and '1' or '0')
return redis.call('PUBLISH', ARGV[1], '')
