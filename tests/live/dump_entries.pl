#!/usr/bin/perl
# pg_dump -s as a set of entries, on standard input and output: two databases with the same schema give the same text, in
# whatever order their objects and columns were made. An entry is one line; \n stands for its line ends.
use strict;
use warnings;

local $/;
my ($text) = <STDIN>;
$text =~ s/^\\(un)?restrict .*\n//mg;        # a key that is another one each time
$text =~ s/^-- Dumped (from|by) .*\n//mg;
my ($settings, @entries) = split /^--\n-- (?=Name: )/m, $text;
$entries[-1] =~ s/^--\n-- PostgreSQL database dump complete\n--\n//m if @entries;
my @found;
for (@entries) {
  # "Schema: -" is where a comment or an extension has none; owners follow as statements.
  s/\n--\n\n/\n/;
  s/\A(Name: .*); Owner: .*\n/$1\n/;
  # A pg_dump before 17 takes NULL, which servers since then have for the default target, for 0.
  s/^ALTER (TABLE|INDEX) (ONLY )?\S+ ALTER COLUMN .* SET STATISTICS 0;\n//mg if $ENV{NULL_STATISTICS};
  next if /\*not\* creating schema/;  # where somebody else owns public
  my ($type) = /; Type: ([A-Z ]+);/;
  $_ = in_order($_) if $type eq 'TABLE' || $type eq 'FOREIGN TABLE';
  $_ = join "\n", sort split /\n/ if $type =~ /ACL$/;
  s/\n+\z//;
  s/\n/\\n/g;
  push @found, $_;
}
print map { "$_\n" } sort @found;

# The columns and constraints between the parentheses, and what is set on columns afterwards, in the order of their text.
sub in_order {
  my ($entry) = @_;
  my ($before, $inside, $after) = $entry =~ /\A(.*?^CREATE [^\n]*\($)(.*?)(^\).*)\z/ms or return $entry;
  my @columns = sort map { s/,\z//r } grep { length } split /\n/, $inside;
  my ($end, @later) = split /\n(?=ALTER|COMMENT)/, $after;
  s/\n+\z// for $end, @later;
  return join "\n", $before, @columns, $end, sort @later;
}
