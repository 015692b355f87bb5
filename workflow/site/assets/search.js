// Filters the list of all releases by what the reader types. Without it, the list is complete.
(function () {
  "use strict";

  // The rules of `fold` in workflow/site/search.py, which a test compares.
  var SPELLINGS = {
    "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ",
    "ة": "ه", "ى": "ي", "ـ": ""
  };
  var CJK = "\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  var RUN = new RegExp("[" + CJK + "]+|[^" + CJK + "]+", "gu");
  var IS_CJK = new RegExp("^[" + CJK + "]", "u");

  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[ßœæøłđıςةىـ]/g, function (letter) { return SPELLINGS[letter]; })
      .replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]/gu, " ");
  }

  // What must be found in the words of a release: " " before a word, since it may go on.
  function wanted(query) {
    var parts = [];
    (fold(query).match(/\S+/g) || []).forEach(function (word) {
      word.match(RUN).forEach(function (run) {
        var letters = Array.from(run);
        if (!IS_CJK.test(run)) {
          parts.push(" " + run);
        } else if (letters.length === 1) {
          parts.push(run);
        } else {
          for (var at = 0; at < letters.length - 1; at += 1) {
            parts.push(" " + letters[at] + letters[at + 1] + " ");
          }
        }
      });
    });
    return parts;
  }

  if (typeof document === "undefined") {
    module.exports = { fold: fold, wanted: wanted };
    return;
  }

  var form = document.querySelector("form[data-search]");
  var input = form.querySelector("input");
  var status = form.querySelector("[role=status]");
  var words = new Map(window.releaseWords);
  var years = Array.from(document.querySelectorAll("[data-year]"));

  function show() {
    var parts = wanted(input.value);
    var count = 0;
    years.forEach(function (year) {
      var found = 0;
      year.querySelectorAll("[data-slug]").forEach(function (item) {
        var text = words.get(item.dataset.slug) || "";
        var fits = parts.every(function (part) { return text.indexOf(part) >= 0; });
        item.hidden = !fits;
        found += fits ? 1 : 0;
      });
      year.hidden = !found;
      count += found;
    });
    var said = count ? form.dataset.count.replace("{count}", String(count)) : form.dataset.none;
    status.textContent = parts.length ? said : "";
  }

  form.hidden = false;
  input.value = new URLSearchParams(window.location.search).get("q") || "";
  input.addEventListener("input", show);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
  });
  show();
}());
