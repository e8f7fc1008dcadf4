-- KEYS values   ARGV the most bytes of the values together, time or -1 if only the server expires entries
-- Returns the entries; an empty array if their values have more bytes.
local most = tonumber(ARGV[1])
local bytes = 0
for _, key in ipairs(KEYS) do
  bytes = bytes + redis.call('STRLEN', key)
end
if bytes > most then
  local now = tonumber(ARGV[2])
  bytes = 0
  for _, key in ipairs(KEYS) do
    local head = redis.call('GETRANGE', key, 0, 12)
    if #head == 13 then
      local ends = struct.unpack('>I8', head, 2)
      if now < 0 or ends == 0 or ends * 1000 > now then
        bytes = bytes + redis.call('STRLEN', key) - 13 - struct.unpack('>I4', head, 10)
      end
    end
  end
  if bytes > most then
    return {}
  end
end
return redis.call('MGET', unpack(KEYS))
