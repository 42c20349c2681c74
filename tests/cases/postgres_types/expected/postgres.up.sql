-- add column `sample.words`: array(text), null
ALTER TABLE "sample" ADD COLUMN "words" text[];

-- add column `sample.grid`: array(array(i32)), null
ALTER TABLE "sample" ADD COLUMN "grid" integer[];

-- add column `sample.span`: int4range, null
ALTER TABLE "sample" ADD COLUMN "span" int4range;

-- add column `sample.times`: tstzrange, null
ALTER TABLE "sample" ADD COLUMN "times" tstzrange;

-- add column `sample.address`: inet, null
ALTER TABLE "sample" ADD COLUMN "address" inet;

-- add column `sample.network`: cidr, null
ALTER TABLE "sample" ADD COLUMN "network" cidr;

-- add column `sample.card`: macaddr, null
ALTER TABLE "sample" ADD COLUMN "card" macaddr;

-- add column `sample.terms`: tsvector, null
ALTER TABLE "sample" ADD COLUMN "terms" tsvector;

-- add column `sample.page`: xml, null
ALTER TABLE "sample" ADD COLUMN "page" xml;

-- add column `sample.price`: money, null
ALTER TABLE "sample" ADD COLUMN "price" money;

-- add column `sample.bits`: bit(8), null
ALTER TABLE "sample" ADD COLUMN "bits" bit(8);

-- add column `sample.some_bits`: varbit(8), null
ALTER TABLE "sample" ADD COLUMN "some_bits" varbit(8);

-- add column `sample.pause`: interval, null
ALTER TABLE "sample" ADD COLUMN "pause" interval;

-- add column `sample.raw`: json_text, null
ALTER TABLE "sample" ADD COLUMN "raw" json;
