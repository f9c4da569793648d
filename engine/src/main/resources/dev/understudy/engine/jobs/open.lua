-- Makes the streams with their group, where they are not there yet.
for _, priority in ipairs(ARGV) do
  local made = redis.pcall('XGROUP', 'CREATE', key('stream', priority), group, '0', 'MKSTREAM')
  if made.err and not string.find(made.err, 'BUSYGROUP') then
    return made
  end
end
return {}
