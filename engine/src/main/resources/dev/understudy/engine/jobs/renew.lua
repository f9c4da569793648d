-- lease, then id and token of each
local kept = {}
for i = 2, #ARGV, 2 do
  local job = redis.call('HMGET', key('job', ARGV[i]), 'state', 'token')
  if job[1] == 'running' and job[2] == ARGV[i + 1] then
    redis.call('ZADD', prefix .. 'leases', now + ARGV[1], ARGV[i])
    kept[#kept + 1] = i / 2 - 1
  end
end
return kept
