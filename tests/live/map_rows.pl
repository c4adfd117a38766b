#!/usr/bin/env perl
# Turns the output of rows() into what it should be after an edit, so that rows compare by content.
#
#   map_rows.pl before|after|taken-back WORD... <ROWS
#
#   drop:T drop:T.C      the edit drops it                (before)      new:T new:T.C        the edit creates it    (after)
#   table:T=U            the edit renames it              (before)      column:T.C=D         the same, of a column  (before)
#   fill:T.C=VALUE       NULL becomes VALUE for good      (before, taken-back)
#   text:T.C             only the type changes: '1' is 1  (before, after)
#   lost:T lost:T.C      its values don't come back       (taken-back)
# T is the table as it is called before the edit, or in new: and text: after it.
use strict;
use warnings;

my ($side, @words) = @ARGV;
my (%gone, %renamed, %fill, %text, %used);
my %gone_on = (drop => 'before', new => 'after', lost => 'taken-back');
for my $word (@words) {
  my ($verb, $name, $value) = $word =~ /^(\w+):([^=]+)(?:=(.*))?$/s or die "map_rows: $word\n";
  if (my $on = $gone_on{$verb}) { $gone{$name} = 1 if $on eq $side }
  elsif ($verb eq 'table' || $verb eq 'column') { $renamed{$name} = $value if $side eq 'before' }
  elsif ($verb eq 'fill') { $fill{$name} = $value if $side ne 'after' }
  elsif ($verb eq 'text') { $text{$name} = 1 if $side ne 'taken-back' }
  else { die "map_rows: $word\n" }
}

my @lines;
while (my $line = <STDIN>) {
  chomp $line;
  my ($table, @fields) = split /\t/, $line, -1;
  if ($gone{$table}) { $used{$table} = 1; next }
  my %row;
  for (@fields) {
    my ($column, $value) = split /=/, $_, 2;
    my $name = "$table.$column";
    if ($gone{$name}) { $used{$name} = 1; next }
    if (exists $fill{$name}) { $value = $fill{$name} if $value eq 'NULL'; $used{$name} = 1 }
    if ($text{$name}) { $value =~ s/^'(.*)'$/$1/s; $used{$name} = 1 }
    if (exists $renamed{$name}) { $column = $renamed{$name}; $used{$name} = 1 }
    $row{$column} = $value;
  }
  if (exists $renamed{$table}) { $used{$table} = 1; $table = $renamed{$table} }
  push @lines, join("\t", $table, map { "$_=$row{$_}" } sort { lc $a cmp lc $b } keys %row) . "\n";
}
# A column that no row has is a mistake of the test. A table without rows can't be told from one that is not there.
for my $name (grep { /\./ } keys %gone, keys %renamed, keys %fill, keys %text) {
  die "map_rows $side: there is no $name\n" unless $used{$name};
}
print sort @lines;
