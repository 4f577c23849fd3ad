#!/usr/bin/env python3
"""Lets a logging framework write logs, and checks what culprit says of each event.

    run.py FRAMEWORK --culprit FILE --work DIRECTORY [--seed N …] [--events N] [--only NAME]
           [--ignore FIELD …] [--keep]

Without --seed it takes two fixed ones, so that whether it passes depends on the code alone;
CULPRIT_ORACLE_SEED takes the place of both, to try it on new logs. Logs that culprit reads wrongly stay
in the directory until the next run; --keep keeps the others, too.
Exits with 77, and says why, where Java or a library is missing.
"""

import argparse
import collections
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

import compare

HERE = pathlib.Path(__file__).resolve().parent
JARS = pathlib.Path('/usr/share/java')
LIBRARIES = ('logback-classic', 'logback-core', 'slf4j-api', 'log4j-api', 'log4j-core', 'log4j-1.2', 'jackson-core',
             'jackson-databind', 'jackson-annotations', 'tomcat10-embed-core')
FRAMEWORKS = ('logback', 'log4j2', 'log4j1', 'jul', 'tomcat', 'json', 'ruby')
# Identity hashes are part of some messages, and must not differ between runs.
JAVA_OPTIONS = ('-XX:+UnlockExperimentalVMOptions', '-XX:hashCode=2', '-Dfile.encoding=UTF-8')
ONE_LINE_FORMAT = '%1$tF %1$tT.%1$tL %4$-7s [%3$s] %5$s%6$s%n'
FIXED_SEEDS = (20211222, 261047010)
SKIPPED = 77
SHOWN_DIFFERENCES = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('framework', choices=FRAMEWORKS)
    parser.add_argument('--culprit', required=True, help='the tool')
    parser.add_argument('--work', required=True, type=pathlib.Path, help='where classes and logs go')
    parser.add_argument('--seed', type=int, action='append', help='may be repeated')
    parser.add_argument('--events', type=int, default=1000, help='in each file')
    parser.add_argument('--only', default='', help='compare only files whose name contains this')
    parser.add_argument('--ignore', action='append', default=[], metavar='FIELD',
                        help='a field not to compare: time, throwable.frames')
    parser.add_argument('--keep', action='store_true', help='keep the logs that agree')
    arguments = parser.parse_args()

    missing = missing_parts(arguments.framework)
    if missing:
        print(f'skipped: {missing}; scripts/install-deps oracle installs it')
        return SKIPPED
    for old in arguments.work.glob(f'{arguments.framework}-*'):
        shutil.rmtree(old)
    failed = False
    for seed in arguments.seed or seeds():
        print(f'CULPRIT_ORACLE_SEED={seed}')
        logs = write_logs(arguments.framework, arguments.work, seed, arguments.events)
        for log in logs:
            if arguments.only not in log.name:
                continue
            if not agrees(arguments.culprit, log, arguments.ignore):
                failed = True
            elif not arguments.keep:
                for file in (log, beside(log, '.truth.jsonl'), beside(log, '.options.json')):
                    file.unlink()
    return 1 if failed else 0


def seeds():
    chosen = os.environ.get('CULPRIT_ORACLE_SEED')
    return [int(chosen)] if chosen else FIXED_SEEDS


def missing_parts(framework):
    for program in ('jruby', 'ruby') if framework == 'ruby' else ('java', 'javac'):
        if not shutil.which(program):
            return f'there is no {program}'
    for name in LIBRARIES:
        if not (JARS / f'{name}.jar').exists():
            return f'there is no {JARS / name}.jar'
    return None


def class_path(*more):
    return ':'.join([*map(str, more), *(str(JARS / f'{name}.jar') for name in LIBRARIES)])


def compile_programs(work):
    """Compiles the programs if they have changed; several runs may ask for it at a time."""
    sources = sorted((HERE / 'java').rglob('*.java'))
    state = hashlib.sha256(b''.join(source.read_bytes() for source in sources)).hexdigest()
    # Traces show the folder's name, and must not change with it.
    classes = work / 'classes'
    compiled = work / 'compiled'
    work.mkdir(parents=True, exist_ok=True)
    with open(work / 'compiling', 'w', encoding='ascii') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not compiled.exists() or compiled.read_text(encoding='ascii') != state:
            shutil.rmtree(classes, ignore_errors=True)
            subprocess.run(['javac', '-nowarn', '-XDsuppressNotes', '-encoding', 'UTF-8', '-d', classes,
                            '-cp', class_path(), *sources], check=True)
            compiled.write_text(state, encoding='ascii')
    return classes


def write_logs(framework, work, seed, events):
    directory = work / f'{framework}-{seed}'
    if framework == 'ruby':
        subprocess.run(['jruby', HERE / 'ruby' / 'generate.rb', '--seed', str(seed), '--out', directory], check=True,
                       env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        return sorted(directory.glob('*.log'))
    classes = compile_programs(work)
    for program, options in programs(framework):
        subprocess.run(['java', *JAVA_OPTIONS, *options, '-cp', class_path(classes), 'culprit.oracle.Main',
                        program, directory, str(seed), str(events)], check=True, cwd=work)
    return sorted(directory.glob('*.log'))


def programs(framework):
    """What to run, with which options; the line separator is that of a whole process."""
    yield framework, ()
    if framework == 'logback':
        yield 'logback-crlf', ('-Dline.separator=\r\n',)
    if framework == 'jul':
        yield 'jul-one-line', (f'-Djava.util.logging.SimpleFormatter.format={ONE_LINE_FORMAT}',)


def agrees(culprit, log, ignored=()):
    """Whether culprit says of a log what the truth beside it says; prints where not."""
    expected = compare.read_events(beside(log, '.truth.jsonl').read_text(encoding='utf-8').split('\n'))
    sidecar = json.loads(beside(log, '.options.json').read_text(encoding='utf-8'))
    # A log without dates takes its last day from here.
    os.utime(log, ns=(sidecar['mtime'] * 1_000_000,) * 2)
    actual = compare.read_events(run(culprit, 'events', '--all', '--quiet', *sidecar['options'], log).split('\n'))
    report = json.loads(run(culprit, '--quiet', *sidecar['options'], '--format', 'json', log))

    content = log.read_bytes()
    counts = collections.Counter()
    wrong = 0
    for want, got in compare.pair(expected, actual):
        found = [difference for difference in event_differences(want, got) if difference[0] not in ignored]
        if not found:
            continue
        wrong += 1
        counts.update(path.split('[')[0] for path, _, _ in found)
        if wrong <= SHOWN_DIFFERENCES:
            show(log.name, content, want or got, found)
    totals = compare.summary_differences(expected, report)
    for name, want, got in totals[:SHOWN_DIFFERENCES]:
        print(f'  {log.name}: total of {name}: expected {want}, got {got}')
    verdict = f'{wrong} differ: {dict(counts.most_common())}' if wrong else 'all agree'
    print(f'{log.name}: {len(expected)} events, {verdict}', flush=True)
    return not wrong and not totals


def event_differences(want, got):
    if want is None:
        return [('event', None, f'{got["kind"]} {got["level"]} {got["message"][:60]!r}')]
    if got is None:
        return [('event', f'{want["kind"]} {want["level"]} {want["message"][:60]!r}', None)]
    return compare.differences(want, got)


def beside(log, suffix):
    return log.with_name(log.name.removesuffix('.log') + suffix)


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()


def show(name, content, event, found):
    offset, end = event['offset'], event['offset'] + event['length']
    print(f'--- {name}, byte {offset} (line {content.count(10, 0, offset) + 1})')
    for path, want, got in found[:6]:
        print(f'  {path}: expected {short(want)}, got {short(got)}')
    before = content[max(0, content.rfind(b'\n', 0, max(0, offset - 1)) + 1):offset]
    for mark, part in (('  ^ ', before), ('  | ', content[offset:end]), ('  v ', content[end:end + 120])):
        lines = part.decode(errors='replace').split('\n')
        if len(lines) > 14:
            lines = lines[:10] + [f'… {len(lines) - 14} lines'] + lines[-4:]
        for line in lines:
            if line:
                print(mark + (line if len(line) <= 150 else line[:110] + ' … ' + line[-35:]))


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else f'{text[:100]} … {text[-50:]} ({len(text)} characters)'


if __name__ == '__main__':
    sys.exit(main())
