#!/usr/bin/env bash
# Chinook with its 15,607 rows, taken over as it is, and twenty edits of its schema.sql, one revision each. Each is
# generated, verified, applied, compared by content, taken back, compared, and applied again.
#
#   tests/live/twenty_edits.sh [--keep FOLDER]
#
# --keep FOLDER   leaves FOLDER/start.db (before the first edit), FOLDER/end.db and FOLDER/versions (the chain) there
# RETORT: the program; RETORT_CORPORA: where the schemas are. Without them: 77, skipped.
. "$(dirname "${BASH_SOURCE[0]}")/live.sh"
keep=
if [ "${1:-}" = --keep ]; then
  mkdir -p "$2"
  keep=$(cd "$2" && pwd)
fi
need_corpora

project=$work/project
edits=0

# Takes chinook over: the database, its schema.sql, the baseline.
begin() {
  doing="the baseline"
  mkdir "$project"
  cd "$project"
  sqlite3 -bail app.db <"$corpora/chinook/sqlite.sql"
  retort init --from sqlite:app.db
  sed -i '/^revisions/a seeds     = ["db/seeds.sql"]' retort.toml
  retort stamp head
  retort check
  rows app.db >"$work/rows.start"
  [ "$(grep -c '' "$work/rows.start")" = 15607 ] || fail "chinook has not 15,607 rows"
  catalogue app.db >"$work/catalogue.start"
  cp app.db "$work/start.db"
  commit_to_main
}

# What main has is published: verify proves only what is new. Without git it proves all, and takes longer.
commit_to_main() {
  command -v git >/dev/null || return 0
  [ -d .git ] || git init -q -b main
  printf '%s\n' 'app.db*' head.db db/seeds.sql >.gitignore
  git add -A
  git -c user.name=test -c user.email=test@localhost -c commit.gpgsign=false commit -q -m "edit $edits"
}

# edit NAME: the next of the twenty begins.
edit() {
  edits=$((edits + 1))
  edit=$(printf '%02d' "$edits")
  doing="edit $edit, $1"
  message=$1
  started=$(date +%s%N)
}

# change PERL: edits schema.sql; one that changes nothing is a mistake of this test.
change() { change_file db/schema.sql "$1"; }
change_file() {
  cp "$1" "$work/unchanged"
  perl -0pi -e "$2" "$1"
  ! cmp -s "$1" "$work/unchanged" || fail "this changes nothing in $1: $2"
}
add() { cat >>db/schema.sql; }

# generate [FLAGS...]: the revision; its file is $file.
generate() {
  retort revision --autogenerate --rev-id "edit$edit" -m "$edit $message" "$@"
  file=$(echo db/versions/*_"$edit"_*.sql)
  [ -f "$file" ] || fail "no file for edit $edit"
}

# Steps written by hand, after the generated ones of their direction.
add_upgrade_step() { change_file "$file" 's/\n-- retort: downgrade/'"$1"'\n-- retort: downgrade/'; }
add_downgrade_step() { printf "%s" "$1" >>"$file"; }

# prove WORDS...: see map_rows.pl for what the edit does to rows.
prove() {
  local what="edit $edit"
  rows app.db >"$work/rows.before"
  catalogue app.db >"$work/catalogue.before"

  cp app.db head.db
  retort --url sqlite:head.db upgrade head
  seeds head.db >db/seeds.sql
  retort verify
  said "round trip of edit$edit"
  ! grep -q '^skipped' "$work/out" || fail "verify skipped: $(grep '^skipped' "$work/out")"

  retort upgrade head
  checked "$what"
  rows app.db >"$work/rows.after"
  catalogue app.db >"$work/catalogue.after"
  ! cmp -s "$work/catalogue.before" "$work/catalogue.after" || fail "$what: the catalogue is as before"
  mapped before "$work/rows.before" "$@" >"$work/expected"
  mapped after "$work/rows.after" "$@" >"$work/found"
  same "$what: rows before and after" "$work/expected" "$work/found"

  retort downgrade -1
  sound app.db
  catalogue app.db >"$work/found"
  same "$what: the catalogue, taken back" "$work/catalogue.before" "$work/found"
  rows app.db >"$work/rows.back"
  mapped taken-back "$work/rows.before" "$@" >"$work/expected"
  mapped taken-back "$work/rows.back" "$@" >"$work/found"
  same "$what: the rows, taken back" "$work/expected" "$work/found"

  retort upgrade head
  checked "$what, again"
  catalogue app.db >"$work/found"
  same "$what: the catalogue, upgraded again" "$work/catalogue.after" "$work/found"
  rows app.db >"$work/rows.again"
  same "$what: the rows, upgraded again" "$work/rows.after" "$work/rows.again"
  commit_to_main
  echo "$edit $message: $(grep -c '' "$work/rows.again") rows, $((($(date +%s%N) - started) / 1000000)) ms"
}

mapped() {
  local side=$1 from=$2
  shift 2
  perl "$here/map_rows.pl" "$side" "$@" <"$from"
}

# checked WHAT: the database is what the chain says, and what schema.sql says.
checked() {
  retort check
  sound app.db
  [ "$(sqlite3 -readonly app.db 'SELECT group_concat(version_num) FROM retort_version')" = "edit$edit" ] || fail "$1: not at edit$edit"
}

begin

edit "add views, indexes and a trigger"
add <<'SQL'

CREATE INDEX ix_Customer_Country ON Customer (Country, City);

CREATE INDEX ix_Artist_Name ON Artist (Name, ArtistId);

CREATE VIEW CustomerInvoices AS
  SELECT c.CustomerId, c.LastName, count(*) AS Invoices, sum(i.Total) AS Total
  FROM Customer c JOIN Invoice i ON i.CustomerId = c.CustomerId
  GROUP BY c.CustomerId, c.LastName;

CREATE VIEW AlbumArtists AS
  SELECT Album.Title, Artist.Name FROM Album JOIN Artist ON Artist.ArtistId = Album.ArtistId;

CREATE VIEW LongTracks AS SELECT TrackId, Name FROM Track WHERE Milliseconds > 600000;

-- Rows that a rebuild deletes are not deleted: where this one fires, the rows of Playlist differ.
CREATE TRIGGER Track_deleted AFTER DELETE ON Track BEGIN
  INSERT INTO Playlist (Name) VALUES ('deleted; ' || OLD.Name);
END;

CREATE TRIGGER InvoiceLine_quantity BEFORE INSERT ON InvoiceLine WHEN NEW.Quantity <= 0 BEGIN
  SELECT raise(ABORT, 'quantity: more than 0; nothing else');
END;
SQL
generate
prove

edit "rename columns used by indexes, views and foreign keys"
change 's/(CREATE TABLE Invoice \(.*?)\bCustomerId INTEGER/$1BuyerId INTEGER/s; s/FOREIGN KEY \(CustomerId\)/FOREIGN KEY (BuyerId)/;
  s/ON Invoice \(CustomerId\)/ON Invoice (BuyerId)/; s/ON i\.CustomerId/ON i.BuyerId/'
change 's/(CREATE TABLE Artist \(\s+)ArtistId/$1Id/; s/PRIMARY KEY \(ArtistId\)/PRIMARY KEY (Id)/; s/REFERENCES Artist \(ArtistId\)/REFERENCES Artist (Id)/;
  s/ON Artist \(Name, ArtistId\)/ON Artist (Name, Id)/; s/Artist\.ArtistId/Artist.Id/'
retort_exits 1 revision --autogenerate -m "$message"
said '--rename Invoice.CustomerId=BuyerId'
generate --rename Invoice.CustomerId=BuyerId --rename Artist.ArtistId=Id
prove column:Invoice.CustomerId=BuyerId column:Artist.ArtistId=Id

edit "change types, also of affinity"
change 's/Milliseconds INTEGER/Milliseconds BIGINT/; s/BirthDate DATETIME/BirthDate TEXT/'
change 's/(CREATE TABLE Track \(.*?)UnitPrice NUMERIC\(10,2\)/$1UnitPrice TEXT/s'
generate
prove text:Track.UnitPrice

edit "make columns NOT NULL"
change 's/(CREATE TABLE Customer \(.*?)Country NVARCHAR\(40\)/$1Country NVARCHAR(40) NOT NULL/s'
change 's/(CREATE TABLE Customer \(.*?)(  PostalCode NVARCHAR\(10\))/$1  -- retort: existing \x27none\x27\n$2 NOT NULL/s'
change 's/GenreId INTEGER,/GenreId INTEGER NOT NULL,/'
generate
prove "fill:Customer.PostalCode='none'"

edit "add checks"
change 's/(CONSTRAINT PK_InvoiceLine)/CONSTRAINT CK_Quantity CHECK (Quantity > 0),\n  $1/'
change 's/(Bytes INTEGER)/$1 CHECK (Bytes > 0 OR Bytes IS NULL)/'
generate
prove

edit "drop a column that a foreign key uses"
change 's/,\s+SupportRepId INTEGER//; s/,\s+FOREIGN KEY \(SupportRepId\) REFERENCES Employee \(EmployeeId\)//; s/CREATE INDEX IFK_CustomerSupportRepId [^;]*;//'
generate
said "loses the values of column 'Customer.SupportRepId'"
grep -q "^-- loses: the values of column 'Customer.SupportRepId'" "$file" || fail "the loss does not stand in $file"
prove drop:Customer.SupportRepId lost:Customer.SupportRepId

edit "change primary keys"
change 's/PRIMARY KEY \(PlaylistId, TrackId\)/PRIMARY KEY (TrackId, PlaylistId)/; s/(CREATE TABLE PlaylistTrack \(.*?\n\));/$1 WITHOUT ROWID;/s'
change 's/MediaTypeId INTEGER NOT NULL,\n(  Name NVARCHAR\(120\)),\n  CONSTRAINT PK_MediaType PRIMARY KEY \(MediaTypeId\)/MediaTypeId INTEGER PRIMARY KEY AUTOINCREMENT,\n$1/'
generate
prove new:sqlite_sequence

edit "split off a table"
add <<'SQL'

CREATE TABLE CustomerAddress (
  CustomerId INTEGER PRIMARY KEY REFERENCES Customer (CustomerId) ON DELETE CASCADE,
  Address NVARCHAR(70),
  City NVARCHAR(40),
  State NVARCHAR(40),
  Country NVARCHAR(40) NOT NULL,
  PostalCode NVARCHAR(10) NOT NULL
);
SQL
generate
add_upgrade_step '
-- retort: upgrade
INSERT INTO CustomerAddress (CustomerId, Address, City, State, Country, PostalCode)
SELECT CustomerId, Address, City, State, Country, PostalCode FROM Customer;
'
prove new:CustomerAddress
[ "$(sqlite3 -readonly app.db 'SELECT count(*) FROM CustomerAddress')" = 59 ] || fail "the addresses were not moved"

edit "drop the columns that moved"
change 's/(CREATE TABLE Customer \(.*?)  Address NVARCHAR.*?(  Phone )/$1$2/s; s/CREATE INDEX ix_Customer_Country [^;]*;//'
add <<'SQL'

CREATE INDEX ix_Customer_Country ON CustomerAddress (Country, City);
SQL
generate
retort_exits 1 verify
said "the value of column 'Customer.Country' for rows that exist"
change_file "$file" 's/-- retort: todo [^\n]*\n//; s/Email, NULL, NULL\n/Email, \x27\x27, \x27\x27\n/'
add_downgrade_step '
-- retort: downgrade
UPDATE Customer SET (Address, City, State, Country, PostalCode) =
  (SELECT a.Address, a.City, a.State, a.Country, a.PostalCode FROM CustomerAddress a WHERE a.CustomerId = Customer.CustomerId);
'
prove drop:Customer.Address drop:Customer.City drop:Customer.State drop:Customer.Country drop:Customer.PostalCode

edit "change ON DELETE"
change 's/(FOREIGN KEY \(BuyerId\) REFERENCES Customer \(CustomerId\))/$1 ON DELETE RESTRICT/'
change 's/(FOREIGN KEY \(InvoiceId\) REFERENCES Invoice \(InvoiceId\))/$1 ON DELETE CASCADE/'
change 's/(FOREIGN KEY \(AlbumId\) REFERENCES Album \(AlbumId\))/$1 ON DELETE SET NULL ON UPDATE CASCADE/'
generate
prove

edit "add a generated column"
change 's/(Quantity INTEGER NOT NULL),/$1,\n  LineTotal NUMERIC GENERATED ALWAYS AS (UnitPrice * Quantity) VIRTUAL,/'
generate
prove new:InvoiceLine.LineTotal

edit "rename a table that others reference"
change 's/CREATE TABLE Track\b/-- retort: renamed-from Track\nCREATE TABLE Song/; s/\b(REFERENCES|FROM|ON) Track\b/$1 Song/g'
generate
prove table:Track=Song

edit "add a NOT NULL column with a value for existing rows"
change 's/(CREATE TABLE Song \(\n  TrackId INTEGER NOT NULL,\n)/$1  -- retort: existing lower(replace(Name, \x27 \x27, \x27-\x27))\n  Slug TEXT NOT NULL,\n/'
change 's/(CREATE TABLE Invoice \(.*?)(\n  CONSTRAINT PK_Invoice )/$1\n  -- retort: existing \x27paid\x27\n  Status TEXT NOT NULL,$2/s'
generate
prove new:Song.Slug new:Invoice.Status
[ "$(sqlite3 -readonly app.db "SELECT count(*) FROM Song WHERE Slug <> lower(replace(Name, ' ', '-'))")" = 0 ] || fail "slugs are not what was said"

edit "add a table with partial and expression indexes"
add <<'SQL'

CREATE TABLE Review (
  ReviewId INTEGER PRIMARY KEY,
  TrackId INTEGER NOT NULL REFERENCES Song (TrackId) ON DELETE CASCADE,
  Author TEXT NOT NULL COLLATE NOCASE,
  Stars INTEGER NOT NULL DEFAULT 3 CHECK (Stars BETWEEN 1 AND 5),
  Body TEXT DEFAULT '',
  Written TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX ix_Review_bad ON Review (TrackId, Written DESC) WHERE Stars < 3;

CREATE UNIQUE INDEX ix_Review_author ON Review (TrackId, lower(Author));
SQL
generate
add_upgrade_step '
-- retort: upgrade
INSERT INTO Review (TrackId, Author, Stars, Body, Written)
SELECT TrackId, Composer, 1 + TrackId % 5, NULL, \x272026-01-01\x27 FROM Song WHERE Composer IS NOT NULL AND TrackId % 7 = 0;
'
prove new:Review

edit "add unique constraints"
change 's/(  CONSTRAINT PK_Genre )/  CONSTRAINT UQ_Genre UNIQUE (Name),\n$1/; s/Email NVARCHAR\(60\) NOT NULL/$& UNIQUE/'
generate
prove

edit "change collations"
change 's/(CREATE TABLE Artist \(.*?Name NVARCHAR\(120\))/$1 COLLATE NOCASE/s; s/Author TEXT NOT NULL COLLATE NOCASE/Author TEXT NOT NULL/'
generate
prove

edit "add a view on a view with INSTEAD OF"
add <<'SQL'

CREATE VIEW CustomerDirectory AS
  SELECT c.CustomerId, c.LastName, a.City, a.Country FROM Customer c LEFT JOIN CustomerAddress a ON a.CustomerId = c.CustomerId;

CREATE VIEW CustomerCountries AS SELECT Country, count(*) AS Customers FROM CustomerDirectory GROUP BY Country;

CREATE TRIGGER CustomerDirectory_city INSTEAD OF UPDATE OF City ON CustomerDirectory BEGIN
  UPDATE CustomerAddress SET City = NEW.City WHERE CustomerId = NEW.CustomerId;
END;
SQL
generate
prove

edit "add a stored generated column"
change 's/(  Total NUMERIC\(10,2\) NOT NULL,)/$1\n  Year INTEGER GENERATED ALWAYS AS (CAST(substr(InvoiceDate, 1, 4) AS INTEGER)) STORED,/'
generate
prove new:Invoice.Year
[ "$(sqlite3 -readonly app.db "SELECT count(*) FROM Invoice WHERE Year = substr(InvoiceDate, 1, 4) + 0")" = 412 ] || fail "years are not what was said"

edit "drop an index and change another"
change 's/CREATE INDEX IFK_TrackMediaTypeId [^;]*;//; s/ON Song \(GenreId\)/ON Song (GenreId, Name COLLATE NOCASE DESC)/'
generate
prove

edit "drop a table"
change 's/CREATE TABLE Employee \(.*?\);//s; s/CREATE INDEX IFK_EmployeeReportsTo [^;]*;//'
generate
said "loses all rows of table 'Employee'"
prove drop:Employee lost:Employee

[ "$edits" = 20 ] || fail "$edits edits, not 20"

doing="the whole chain, taken back and applied again"
cp app.db "$work/end.db"
rows app.db >"$work/rows.end"
catalogue app.db >"$work/catalogue.end"
retort downgrade -20
sound app.db
catalogue app.db >"$work/found"
same "the catalogue before the first edit" "$work/catalogue.start" "$work/found"
lost=(fill:Customer.PostalCode="'none'" lost:Customer.SupportRepId lost:Employee)
mapped taken-back "$work/rows.start" "${lost[@]}" >"$work/expected"
rows app.db | mapped taken-back /dev/stdin "${lost[@]}" >"$work/found"
same "the rows before the first edit" "$work/expected" "$work/found"
retort upgrade head
checked "the chain"
catalogue app.db >"$work/found"
same "the catalogue after all edits" "$work/catalogue.end" "$work/found"
rows app.db >"$work/found"
same "the rows after all edits" "$work/rows.end" "$work/found"

doing="the twenty as one"
cp -r db/versions "$work/versions.twenty"
retort squash edit01:edit20 --rev-id twenty -m "the twenty edits"
said "passed  twenty is what 20 revisions are"
[ "$(ls db/versions/*.sql | grep -c '')" = 2 ] || fail "the twenty files are still there"
cp "$work/start.db" one.db
retort --url sqlite:one.db upgrade head
sound one.db
catalogue one.db >"$work/found"
same "the catalogue that one revision makes" "$work/catalogue.end" "$work/found"
rows one.db >"$work/found"
same "the rows that one revision makes" "$work/rows.end" "$work/found"
# A database that ran the twenty goes back by the one, and comes to the same as one that knows only that.
retort check
retort downgrade -1
retort --url sqlite:one.db downgrade -1
for database in app.db one.db; do
  sound $database
  catalogue $database >"$work/found"
  same "the catalogue of $database before the first edit, by one revision" "$work/catalogue.start" "$work/found"
  rows $database | mapped taken-back /dev/stdin "${lost[@]}" >"$work/found"
  same "the rows of $database before the first edit, by one revision" "$work/expected" "$work/found"
done
retort upgrade head
retort check
rows app.db >"$work/found"
same "the rows after all edits, by one revision" "$work/rows.end" "$work/found"
rm -r db/versions one.db
mv "$work/versions.twenty" db/versions

if [ -n "$keep" ]; then
  rm -rf "$keep/versions" "$keep/start.db" "$keep/end.db"
  cp -r db/versions "$keep/versions"
  rm -f "$keep/versions/script.sql.tmpl"
  cp "$work/start.db" "$work/end.db" "$keep"
fi
