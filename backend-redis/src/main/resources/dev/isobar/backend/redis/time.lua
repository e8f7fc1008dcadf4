-- Milliseconds since 1970: as given, or the server's own for -1.
local function millis(given)
  local now = tonumber(given)
  if now >= 0 then
    return now
  end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
