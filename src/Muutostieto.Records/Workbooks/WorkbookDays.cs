using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Records.Workbooks;

/// <summary>Tells cells of days, which are numbers with a form, from numbers.</summary>
internal sealed partial class WorkbookDays
{
    private const int MostForms = 70_000;
    private const double Days1904 = 1462;
    private const double DayThatNeverWas = 60;
    private const double AfterLastDay = 2_958_466;
    private const double MostDigits = 1e15;
    private readonly List<bool> isDay = [];
    private readonly bool is1904;

    /// <param name="styles">Closed; null: no cell is of a day.</param>
    /// <param name="is1904">Whether days are counted from 1904.</param>
    internal WorkbookDays(WorkbookXml? styles, bool is1904)
    {
        this.is1904 = is1904;
        var own = new Dictionary<int, bool>();
        using (styles)
        {
            var isOfCells = false;
            while (styles?.Next() == true)
            {
                if (styles.IsElement("numFmt") && Number(styles["numFmtId"]) is { } id && own.Count < MostForms)
                {
                    own[id] = IsOfDays(styles["formatCode"] ?? "");
                }
                else if (styles.IsElement("cellXfs") || styles.IsElement("cellStyles") || styles.IsElement("cellStyleXfs"))
                {
                    isOfCells = styles.IsElement("cellXfs");
                }
                else if (isOfCells && styles.IsElement("xf") && isDay.Count < MostForms)
                {
                    var form = Number(styles["numFmtId"]) ?? 0;
                    isDay.Add(own.TryGetValue(form, out var day) ? day : IsBuiltIn(form));
                }
            }
        }
    }

    /// <summary>A cell's number as text: the day in ISO form, with the time when it has one; an integer with all its digits.</summary>
    /// <param name="value">As the part has it.</param>
    /// <param name="style">Of the cell; null: none.</param>
    internal string Text(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        if (Number(style) is { } form && form < isDay.Count && isDay[form])
        {
            var serial = number + (is1904 ? Days1904 : number < DayThatNeverWas ? 1 : 0);
            if (serial is >= 1 and < AfterLastDay)
            {
                var day = DateTime.FromOADate(serial);
                return day.ToString(day.TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
            }
        }

        return number == Math.Floor(number) && Math.Abs(number) < MostDigits
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The forms of days that every workbook has (ECMA-376, part 1, 18.8.30), those of other languages too.</summary>
    private static bool IsBuiltIn(int form) => form is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58);

    private static bool IsOfDays(string code) => Quoted().Replace(code, "").AsSpan().IndexOfAny("dDyY") >= 0;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
