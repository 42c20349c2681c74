-- add column `shop.city`: varchar(20), not null, default "né €‰"
-- add column `shop.sign`: varchar(20), not null, default "Łódź", charset utf8mb3
-- add column `shop.crab`: varchar(20), not null, default "🦀", charset utf8mb4
ALTER TABLE `shop`
    ADD COLUMN `city` varchar(20) NOT NULL DEFAULT 'né €‰',
    ADD COLUMN `sign` varchar(20) CHARACTER SET utf8mb3 NOT NULL DEFAULT 'Łódź',
    ADD COLUMN `crab` varchar(20) CHARACTER SET utf8mb4 NOT NULL DEFAULT '🦀';
