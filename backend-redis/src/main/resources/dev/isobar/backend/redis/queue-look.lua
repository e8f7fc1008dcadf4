-- ARGV time or -1, retention.   Returns paused, whether to look again, ready at, next ready at, and the backlog.
local now = millis(ARGV[1])
local more = settle_time(now, tonumber(ARGV[2]))
local count, bytes, oldest = unpack(backlog())
local from, next = first(ready), first(later)
return {
  redis.call('HGET', info, 'paused') or '0', more and '1' or '0',
  from and number(from) or '', next and number(next) or '', count, bytes, oldest, number(now),
}
