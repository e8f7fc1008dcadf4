-- Takes names out of the index whose entries have ended; looks at no more than most of those whose time has come.
local function sweep(values, names, ends, now, most)
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', ends, '-inf', string.format('%.0f', now), 'LIMIT', 0, most)) do
    local left = redis.call('PTTL', values .. name)
    if left == -2 then
      redis.call('ZREM', names, name)
    end
    if left < 0 then
      redis.call('ZREM', ends, name)
    else
      redis.call('ZADD', ends, string.format('%.0f', now + left), name)
    end
  end
end
