"use strict";
(function () {
  var SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  function power(exponent) {
    return "10" + (exponent < 0 ? "⁻" : "") + String(Math.abs(exponent)).replace(/\d/g, function (d) {
      return SUPERSCRIPTS[+d];
    });
  }

  function label(value) {
    var exponent = Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    if (value === 0 || (exponent >= -3 && exponent < 5)) {
      return String(+value.toPrecision(6));
    }
    var mantissa = +(value / Math.pow(10, exponent)).toPrecision(4);
    return mantissa === 1 ? power(exponent) : mantissa + "\u2009×\u2009" + power(exponent);
  }

  function niceStep(raw) {
    var unit = Math.pow(10, Math.floor(Math.log10(raw)));
    var share = raw / unit;
    return (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * unit;
  }

  function linearTicks(low, high, wanted) {
    var step = niceStep((high - low) / wanted), ticks = [];
    for (var k = Math.ceil(low / step); k * step <= high * (1 + 1e-12); k++) {
      ticks.push(+(k * step).toPrecision(12));
    }
    return ticks;
  }

  function logTicks(low, high, wanted) {
    var decades = Math.log10(high / low), ticks = [];
    if (decades < 0.7) {
      return linearTicks(low, high, wanted).filter(function (t) { return t > 0; });
    }
    var stride = Math.max(1, Math.ceil(decades / wanted));
    var mantissas = decades < 2 ? [1, 2, 5] : [1];
    for (var e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
      mantissas.forEach(function (m) {
        var at = +(m + "e" + e);
        if (at >= low && at <= high && e % stride === 0) {
          ticks.push(at);
        }
      });
    }
    return ticks;
  }

  function draw(host) {
    var data = JSON.parse(document.getElementById("plot-" + host.dataset.plot).textContent);
    var readout = host.parentNode.querySelector(".readout");
    var css = getComputedStyle(document.documentElement);
    var ink = function (name) { return css.getPropertyValue("--" + name).trim(); };
    var narrow = host.clientWidth < 520;

    function axis(isX, isLog, title) {
      return {
        stroke: ink("text"),
        font: "12px system-ui, sans-serif",
        labelFont: "12px system-ui, sans-serif",
        label: title,
        labelSize: 22,
        size: isX ? 34 : narrow ? 48 : 58,
        incrs: function (plot, i, low, high) { return [Number("1e" + Math.floor(Math.log10(high - low)))]; },
        grid: { stroke: ink("rule"), width: 1 },
        ticks: { stroke: ink("rule"), width: 1, size: 5 },
        splits: function (plot, i, low, high) {
          var wanted = isX ? (narrow ? 4 : 7) : 6;
          return isLog ? logTicks(low, high, wanted) : linearTicks(low, high, wanted);
        },
        filter: function (plot, splits) { return splits; },
        values: function (plot, splits) { return splits.map(label); }
      };
    }

    function widened(isLog) {
      return function (plot, low, high) {
        if (low === null || high === null || !(low < high)) {
          return [low === null ? 1 : low * 0.9, high === null ? 10 : high * 1.1];
        }
        if (isLog) {
          var ratio = Math.pow(high / low, 0.04);
          return [low / ratio, high * ratio];
        }
        return [low - 0.04 * (high - low), high + 0.04 * (high - low)];
      };
    }

    var series = [{}].concat(data.series.map(function (s) {
      return {
        label: s.name,
        stroke: ink(s.ink),
        width: s.line ? (s.strong ? 3 : 1.2) : 0,
        paths: s.line ? undefined : function () { return null; },
        spanGaps: s.line,
        points: { show: !s.line, size: 7, fill: ink(s.ink), stroke: ink(s.ink) }
      };
    }));
    var plot = new uPlot({
      width: host.clientWidth,
      height: narrow ? 300 : 400,
      scales: {
        x: { time: false, distr: data.xLog ? 3 : 1, range: widened(data.xLog) },
        y: { distr: data.yLog ? 3 : 1, range: widened(data.yLog) }
      },
      axes: [axis(true, data.xLog, data.xLabel), axis(false, data.yLog, data.yLabel)],
      legend: { live: false, markers: { width: 0, fill: function (u, i) { return series[i].stroke; } } },
      cursor: {
        drag: { x: true, y: true, uni: 30 },
        points: { show: false },
        focus: { prox: 24 },
        dataIdx: function (u, i, hovered) { return hovered; }
      },
      series: series,
      hooks: { setCursor: [nearest] }
    }, [data.x].concat(data.series.map(function (s) { return s.y; })), host);

    var rows = host.querySelectorAll(".u-legend .u-series");
    var offset = rows.length - data.series.length;
    rows.forEach(function (row, i) {
      if (i < offset || !data.series[i - offset].name) { row.style.display = "none"; }
    });

    function nearest(u) {
      var best = null, least = 30 * 30;
      if (u.cursor.left < 0) { return; }
      data.series.forEach(function (s, k) {
        if (s.line || !u.series[k + 1].show) { return; }
        s.y.forEach(function (y, i) {
          if (y === null) { return; }
          var dx = u.valToPos(data.x[i], "x") - u.cursor.left;
          var dy = u.valToPos(y, "y") - u.cursor.top;
          if (dx * dx + dy * dy < least) {
            least = dx * dx + dy * dy;
            best = s.labels[i] || label(data.x[i]) + ", " + label(y);
          }
        });
      });
      readout.textContent = best || "";
    }

    return plot;
  }

  var hosts = Array.prototype.slice.call(document.querySelectorAll("[data-plot]"));
  var plots = hosts.map(draw);
  function redraw() {
    plots.forEach(function (plot) { plot.destroy(); });
    plots = hosts.map(draw);
  }
  var width = window.innerWidth;
  window.addEventListener("resize", function () {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      redraw();
    }
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
