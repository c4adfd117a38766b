#!/usr/bin/env perl
# Turns the lines "text TYPE NAME TABLE HEX" of catalogue.sql into comparable text; other lines pass.
#
# White space, comments, quotes around names and the case of names and keywords go. In a CREATE TABLE, constraints that
# stand beside a column become the table's; columns and constraints are sorted. Written for the schemas of this folder's
# tests: what it does not know stays as it is, and so makes two texts differ at worst.
use strict;
use warnings;

my $constraint = qr/^(constraint|primary|unique|check|foreign)$/;

sub tokens {
  my ($sql) = @_;
  my @tokens;
  while ($sql =~ /\G(?:\s+|--[^\n]*|\/\*.*?\*\/|('(?:[^']|'')*')|"((?:[^"]|"")*)"|`([^`]*)`|\[([^\]]*)\]|([A-Za-z_0-9.\$\x80-\xff]+)|(==|!=|<>|<=|>=|\|\||<<|>>|.))/gs) {
    if (defined $1) { push @tokens, $1 }
    elsif (defined(my $name = $2 // $3 // $4)) { push @tokens, lc $name }
    elsif (defined $5) { push @tokens, map { lc } split /(?<=[A-Za-z_"])(\.)/, $5 }
    elsif (defined $6) { push @tokens, $6 eq '==' ? '=' : $6 eq '!=' ? '<>' : $6 }
  }
  return @tokens;
}

# The tokens of each part between commas that stand in no parentheses.
sub parts {
  my @parts = ([]);
  my $depth = 0;
  for (@_) {
    $depth++ if $_ eq '(';
    $depth-- if $_ eq ')';
    if ($_ eq ',' && $depth == 0) { push @parts, [] }
    else { push @{ $parts[-1] }, $_ }
  }
  return @parts;
}

# A run in parentheses off the front.
sub parenthesised {
  my ($tokens) = @_;
  my @run = shift @$tokens;
  my $depth = 1;
  while ($depth > 0 && @$tokens) {
    my $token = shift @$tokens;
    $depth++ if $token eq '(';
    $depth-- if $token eq ')';
    push @run, $token;
  }
  return @run;
}

sub references {
  my ($tokens) = @_;
  my @run = (shift @$tokens, shift @$tokens);
  push @run, parenthesised($tokens) if @$tokens && $tokens->[0] eq '(';
  push @run, shift @$tokens while @$tokens && $tokens->[0] =~ /^(on|delete|update|no|action|set|null|default|cascade|restrict|deferrable|initially|deferred|immediate|not|match)$/
    && !($tokens->[0] eq 'not' && ($tokens->[1] // '') eq 'null');
  my $text = "@run";
  $text =~ s/ on (delete|update) no action//g;
  $text =~ s/( on update (?:set \w+|cascade|restrict))( on delete (?:set \w+|cascade|restrict))/$2$1/;
  return $text;
}

# What a column is, and the constraints that stood beside it.
sub column {
  my @tokens = @_;
  my $name = shift @tokens;
  my (@own, @hoisted);
  my $named = '';
  while (@tokens) {
    my $word = $tokens[0];
    if ($word eq 'constraint') { shift @tokens; $named = 'constraint ' . shift(@tokens) . ' '; next }
    if ($word eq 'primary') {
      my @run = splice @tokens, 0, 2;
      my $direction = @tokens && $tokens[0] =~ /^(asc|desc)$/ ? shift @tokens : '';
      push @run, '(', $name, ')';
      push @run, 'not an alias' if $direction eq 'desc';
      push @run, splice @tokens, 0, 3 if @tokens && $tokens[0] eq 'on';
      push @run, shift @tokens if @tokens && $tokens[0] eq 'autoincrement';
      push @hoisted, "$named@run";
    } elsif ($word eq 'unique') {
      my @run = (shift @tokens, '(', $name, ')');
      push @run, splice @tokens, 0, 3 if @tokens && $tokens[0] eq 'on';
      push @hoisted, "$named@run";
    } elsif ($word eq 'check') {
      shift @tokens;
      push @hoisted, $named . join ' ', 'check', parenthesised(\@tokens);
    } elsif ($word eq 'references') {
      push @hoisted, "${named}foreign key ( $name ) " . references(\@tokens);
    } elsif ($word eq '(') {
      push @own, parenthesised(\@tokens);
      next;
    } else {
      push @own, shift @tokens;
      next;
    }
    $named = '';
  }
  my $text = "$name @own";
  $text =~ s/ collate binary//;
  $text =~ s/ generated always as/ as/;
  $text =~ s/ virtual$//;
  # What follows the type comes in any order.
  my ($type, @rest) = split / (?=(?:not null|default|collate|as) ?)/, $text;
  return (join(' ', $type, sort @rest), @hoisted);
}

sub table {
  my @tokens = @_;
  my @head;
  push @head, shift @tokens while @tokens && $tokens[0] ne '(';
  my @body = parenthesised(\@tokens);
  shift @body;
  pop @body;
  my @lines;
  for my $part (parts(@body)) {
    if ($part->[0] =~ $constraint) {
      my @run = @$part;
      my @before;
      push @before, shift @run while @run && $run[0] ne 'references';
      push @lines, join ' ', @before, @run ? references(\@run) : ();
    } else {
      push @lines, column(@$part);
    }
  }
  my @options = sort map { "@$_" } parts(@tokens);
  return map { "$_\n" } "@head", sort(@lines), "@options";
}

while (my $line = <STDIN>) {
  chomp $line;
  my ($kind, $type, $name, $table, $hex) = split /\t/, $line;
  if ($kind ne 'text') { print "$line\n"; next }
  my @tokens = tokens(pack 'H*', $hex);
  my @lines = $type eq 'table' && $tokens[1] ne 'virtual' ? table(@tokens) : ("@tokens\n");
  print map { "text\t$type\t$name\t$table\t$_" } @lines;
}
