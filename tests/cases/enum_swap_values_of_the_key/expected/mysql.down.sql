-- temporarily drop foreign key `fk_shelf_under` on `shelf` while `shelf.under` changes its type
ALTER TABLE `shelf` DROP FOREIGN KEY `fk_shelf_under`;

-- temporarily drop the primary key on `shelf` while a column under it changes
ALTER TABLE `shelf` DROP PRIMARY KEY;

-- alter enum `level`: high, middle, low -> low, middle, high, rows with high get low, rows with low get high
UPDATE `shelf` SET `level` = CASE `level` WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE `level` END WHERE `level` IS NOT NULL;

-- alter enum `level`: high, middle, low -> low, middle, high, rows with high get low, rows with low get high
UPDATE `shelf` SET `under` = CASE `under` WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE `under` END WHERE `under` IS NOT NULL;

-- alter enum `level`: high, middle, low -> low, middle, high, rows with high get low, rows with low get high
-- create the primary key on `shelf` again
ALTER TABLE `shelf`
    MODIFY COLUMN `level` enum('low', 'middle', 'high') NOT NULL,
    MODIFY COLUMN `under` enum('low', 'middle', 'high') NULL,
    ADD PRIMARY KEY (`level`);

-- create foreign key `fk_shelf_under` on `shelf` again
ALTER TABLE `shelf` ADD CONSTRAINT `fk_shelf_under` FOREIGN KEY (`under`) REFERENCES `shelf` (`level`);
