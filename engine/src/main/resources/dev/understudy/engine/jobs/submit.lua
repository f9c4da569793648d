-- capacity, then of each job: id, task, owner, priority, payload, idempotency key or '', content where there is a key
local capacity, width = tonumber(ARGV[1]), 7
local answers, fresh, waiting, known = {}, {}, {}, {}

for i = 2, #ARGV, width do
  local id, task, unique, content = ARGV[i], ARGV[i + 1], ARGV[i + 5], ARGV[i + 6]
  local answer
  if unique ~= '' then
    local before = known[unique] or redis.call('HGET', prefix .. 'keys', unique)
    if before then
      local standing = known[before] or redis.call('HGET', key('job', before), 'content')
      answer = {standing == content and 'known' or 'conflict', before}
    end
  end
  if not answer then
    waiting[task] = waiting[task] or redis.call('ZCARD', key('waiting', task))
    if waiting[task] >= capacity then
      answer = {'full', waiting[task]}
    else
      waiting[task] = waiting[task] + 1
      fresh[#fresh + 1] = i
      if unique ~= '' then
        known[unique], known[id] = id, content
      end
      answer = {'fresh', id}
    end
  end
  answers[#answers + 1] = answer
end
if #fresh == 0 then
  return answers
end

-- Refused where memory is full, with nothing written yet.
local sequence = redis.call('INCRBY', prefix .. 'sequence', #fresh) - #fresh
for _, i in ipairs(fresh) do
  local id, task, owner, priority, payload, unique, content =
    ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 5], ARGV[i + 6]
  sequence = sequence + 1
  local number = string.format('%.0f', sequence)
  local entry = redis.call('XADD', key('stream', priority), '*', 'id', id)
  redis.call('HSET', key('job', id), 'state', 'queued', 'task', task, 'priority', priority, 'submitted', moment,
    'sequence', number, 'attempts', '0', 'token', '0', 'entry', entry, 'due', moment, 'owner', owner, 'unique', unique,
    'content', content)
  redis.call('SET', key('text', id), payload)
  gather('ZADD', key('waiting', task), moment, id)
  gather('ZADD', prefix .. 'jobs', number, id)
  if unique ~= '' then
    gather('HSET', prefix .. 'keys', unique, id)
  end
end
for task in pairs(waiting) do
  gather('SADD', prefix .. 'tasks', task)
end
flush()
wake()
return answers
