# R's forecast over M3 monthly, one series after the other, with its interval of 95%. Arguments: the data, the function's name (ets or
# thetaf), "every" (14: one series in 14), where the forecasts go. Prints its own seconds of processor time, without loading.
suppressPackageStartupMessages(library(forecast))
given <- commandArgs(trailingOnly = TRUE)
horizon <- 18
lines <- read.csv(gzfile(given[1]), stringsAsFactors = FALSE)
lines <- lines[lines$part == "train", ]
lines$series <- factor(lines$series, levels = unique(lines$series))
series <- lapply(split(lines$value, lines$series), ts, frequency = 12)
series <- series[seq(1, length(series), by = as.integer(given[3]))]
predict_one <- switch(given[2],
    ets = function(y) forecast(ets(y), h = horizon, level = 95),
    thetaf = function(y) thetaf(y, h = horizon, level = 95)
)
# R compiles a function at its second call.
for (warm_up in 1:2) invisible(predict_one(series[[1]]))
start <- proc.time()
results <- lapply(series, predict_one)
seconds <- sum((proc.time() - start)[c("user.self", "sys.self")])
out <- lapply(names(results), function(name) {
    result <- results[[name]]
    data.frame(series = name, step = 1:horizon, point = as.numeric(result$mean), lower95 = as.numeric(result$lower),
        upper95 = as.numeric(result$upper))
})
write.csv(do.call(rbind, out), given[4], row.names = FALSE, quote = FALSE)
cat(sprintf('{"seconds": %.4f, "series": %d}\n', seconds, length(series)))
