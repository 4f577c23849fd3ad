# What a user's script would do: count lines, records and levels; heads by class;
# chains with masked numbers and UUIDs, and when they were first and last seen;
# ERROR records without a throwable by logger and masked message. It knows two
# layouts and simple traces, nothing else.
#
#   perl count.pl killbill.log        lines of: what, tab, name, tab, count

use strict;
use warnings;

my ($records, $errors, $time, $level, $error, $head, $chain, $candidate, $after_header) =
  (0, 0, '', '', '', '', '', '', 0);
my (%levels, %heads, %chains, %first_seen, %last_seen, %error_groups);

sub mask {
  my ($message) = @_;
  $message =~ s/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/<uuid>/g;
  $message =~ s/[0-9]+(?:\.[0-9]+)?/N/g;
  return $message;
}

# A throwable as printed, with its message masked.
sub link_of {
  my ($class, $message) = split(/: /, $_[0], 2);
  return defined $message ? "$class: " . mask($message) : $class;
}

sub end_record {
  if ($chain ne '') {
    $chains{$chain}++;
    $heads{$head}++;
    $first_seen{$chain} //= $time;
    $last_seen{$chain} = $time;
  } elsif ($level eq 'ERROR') {
    $errors++;
    $error_groups{mask($error)}++;
  }
  $chain = '';
}

while (<>) {
  if (/^(\d{4}-\d\d-\d\d[T ]\S{12})(?:\S* lvl='(\w+)'| \[[^\]]*\] (\w+))/) {
    end_record();
    $records++;
    $time = $1;
    $level = $2 // $3;
    $levels{$level}++;
    ($error) = /(?:ERROR +|log=')(.*)/ if $level eq 'ERROR';
    $candidate = '';
    $after_header = 1;
  } elsif ($after_header) {
    $after_header = 0;
    chomp($candidate = $_);
  } elsif (/^\tat /) {
    next if $candidate eq '';
    ($head) = split(/: /, $candidate, 2);
    $chain = link_of($candidate);
    $candidate = '';
  } elsif ($chain ne '' && /^Caused by: (.*)/) {
    $chain .= ' <- ' . link_of($1);
  }
}
end_record();

print "lines\t\t$.\n";
print "records\t\t$records\n";
print "errors\t\t$errors\n";
print "level\t$_\t$levels{$_}\n" for keys %levels;
print "head\t$_\t$heads{$_}\n" for keys %heads;
print "chain\t$_\t$chains{$_}\t$first_seen{$_}\t$last_seen{$_}\n" for keys %chains;
print "error\t$_\t$error_groups{$_}\n" for keys %error_groups;
