-- ids that are asked for; or the set to take them from and how many of its newest
local ids = ARGV
if #ARGV == 2 then
  ids = redis.call('ZREVRANGE', prefix .. ARGV[1], 0, ARGV[2] - 1)
end
local jobs = {}
for _, id in ipairs(ids) do
  local values = redis.call('HMGET', key('job', id),
    'task', 'owner', 'priority', 'submitted', 'attempts', 'lastCode', 'lastReason', 'state', 'due', 'since', 'at',
    'code', 'reason')
  jobs[#jobs + 1] = {id, values, values[8] == 'succeeded' and redis.call('GET', key('text', id))}
end
return jobs
