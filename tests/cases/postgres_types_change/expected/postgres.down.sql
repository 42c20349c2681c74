-- alter column `sample.address`: inet -> varchar(43)
-- hazard[narrow-type]: fails or truncates values of `sample.address` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "address" TYPE varchar(43);

-- alter column `sample.span`: int8range -> int4range
-- hazard[narrow-type]: fails or truncates values of `sample.span` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "span" TYPE int4range USING "span"::text::int4range;

-- alter column `sample.numbers`: array(i64) -> array(i32)
-- hazard[narrow-type]: fails or truncates values of `sample.numbers` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "numbers" TYPE integer[];

-- alter column `sample.bits`: varbit(16) -> bit(8)
-- hazard[narrow-type]: fails or truncates values of `sample.bits` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "bits" TYPE bit(8);

-- alter column `sample.raw`: json -> json_text
-- hazard[narrow-type]: fails or truncates values of `sample.raw` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "raw" TYPE json;
