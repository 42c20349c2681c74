-- add column `shop.city`: varchar(20), not null, default "né €‰"
ALTER TABLE "shop" ADD COLUMN "city" VARCHAR(20) NOT NULL DEFAULT 'né €‰';

-- add column `shop.sign`: varchar(20), not null, default "Łódź"
ALTER TABLE "shop" ADD COLUMN "sign" VARCHAR(20) NOT NULL DEFAULT 'Łódź';

-- add column `shop.crab`: varchar(20), not null, default "🦀"
ALTER TABLE "shop" ADD COLUMN "crab" VARCHAR(20) NOT NULL DEFAULT '🦀';
