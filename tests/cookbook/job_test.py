"""job_test.py AICOST PAGE: the Kubernetes job of the page, each of its pods run by hand, gives the whole sweep."""
import os, re, subprocess, sys, tempfile
import yaml

aicost, page = sys.argv[1:]
text = open(page, encoding='utf-8').read()


def block(name):
    return re.search(r'^```\w+ file=' + re.escape(name) + r'\n(.*?)^```$', text, re.S | re.M).group(1)


job = yaml.safe_load(block('sweep-job.yaml'))
assert (job['apiVersion'], job['kind']) == ('batch/v1', 'Job')
spec = job['spec']
assert spec['completionMode'] == 'Indexed' and spec['parallelism'] <= spec['completions']
pod = spec['template']['spec']
assert pod['restartPolicy'] in ('OnFailure', 'Never')  # what a job may have
container, = pod['containers']
assert {mount['name'] for mount in container['volumeMounts']} == {volume['name'] for volume in pod['volumes']}

with tempfile.TemporaryDirectory() as work:
    os.mkdir(work + '/bin')
    os.symlink(aicost, work + '/bin/aicost')
    open(work + '/team.json', 'w', encoding='utf-8').write(block('team.json'))
    environment = {'PATH': work + '/bin:/usr/bin:/bin'}
    # Kubernetes replaces $(NAME) where NAME is a variable of the container: there must be no such thing here
    command = container['command'] + container['args']
    assert not re.search(r'\$\([A-Za-z_]\w*\)', command[-1])
    command[-1] = command[-1].replace('/in/', work + '/').replace('/out/', work + '/')
    for index in range(spec['completions']):
        subprocess.run(command, check=True, env=environment | {'JOB_COMPLETION_INDEX': str(index)})
    parts = sorted(name for name in os.listdir(work) if name.startswith('part-'))
    assert len(parts) == spec['completions']
    rows = b''.join(open(f'{work}/{name}', 'rb').read() for name in parts)
    whole = re.search(r'aicost sweep .*? (--vary .*?) --shard', ' '.join(command[-1].split())).group(1)
    sweep = [aicost, 'sweep', '-q', '-p', work + '/team.json', '-f', 'csv', *whole.split()]
    assert rows == subprocess.run(sweep, check=True, capture_output=True).stdout
print(f'{len(parts)} pods, {len(rows)} bytes: the whole sweep')
