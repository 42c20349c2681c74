-- alter enum `status`: {column}, {type}, it's {column} -> {type}, {column}, rows with it's {column} get {type}, rows with {column} get {type}, rows with {type} get {column}
UPDATE `post` SET `status` = CASE `status` WHEN 'it\'s {column}' THEN '{type}' WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: {column}, {type}, it's {column} -> {type}, {column}, rows with it's {column} get {type}, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{type}', '{column}') NOT NULL;
