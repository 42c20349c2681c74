-- add column `shop.city`: varchar(20), not null, default "Łódź"
ALTER TABLE "shop" ADD COLUMN "city" varchar(20) NOT NULL DEFAULT 'Łódź';
