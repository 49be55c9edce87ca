const results = JSON.parse(document.getElementById("results").textContent);
d3.select("#report").append("p").text(results.format);
