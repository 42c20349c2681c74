-- alter enum `level`: low, high -> low, high, rows with high get low, rows with low get high
UPDATE `lamp` SET `level` = CASE `level` WHEN 'high' THEN 'low' WHEN 'low' THEN 'high' ELSE `level` END WHERE `level` IS NOT NULL;

-- alter column `lamp.kind`: enum(level) -> enum(kind): nothing to do on mariadb
