using System.Globalization;
using System.Text.RegularExpressions;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Reads one object of the configuration key by key. Every fault goes to the collector and reading goes on, so that all faults are reported
/// at once; what could not be read comes back as null.
/// </summary>
internal sealed class SectionReader
{
    private readonly JsonValue value;
    private readonly FaultCollector faults;

    private SectionReader(JsonValue value, FaultCollector faults) => (this.value, this.faults) = (value, faults);

    public JsonPlace Place => this.value.Place;

    /// <summary>Null, after a fault, when the value is no object. Unknown keys become faults here.</summary>
    public static SectionReader? Open(JsonValue value, IReadOnlySet<string> known, FaultCollector faults)
    {
        if (value.Shape != JsonShape.Object)
        {
            faults.Add(value.Place, $"expected an object, found {value.Describe()}", $"Write {{ … }} with the keys {List(known)}.");
            return null;
        }

        foreach (var member in value.Members.Where(member => !known.Contains(member.Name)))
        {
            faults.Add(
                member.Place,
                $"the key \"{member.Name}\" is unknown",
                Suggestion.For(member.Name, known) + $"Known here: {List(known)}.");
        }

        return new SectionReader(value, faults);
    }

    /// <summary>The value of the key; null when it is missing (a fault when required) or null.</summary>
    public JsonValue? Value(string key, bool required = true)
    {
        var found = this.value.Find(key);
        if (found is { Shape: not JsonShape.Null })
        {
            return found;
        }

        if (required)
        {
            this.faults.Add(found?.Place ?? Place, $"the key \"{key}\" is missing", $"Add \"{key}\" to this object.");
        }

        return null;
    }

    /// <summary>Whether the key is there and says null, which some keys take for an answer.</summary>
    public bool IsNull(string key) => this.value.Find(key) is { Shape: JsonShape.Null };

    public SectionReader? Section(string key, IReadOnlySet<string> known, bool required = true) =>
        Value(key, required) is { } value ? Open(value, known, this.faults) : null;

    public string? Text(string key, bool required = true)
    {
        var value = Value(key, required);
        if (value is null || value.Shape == JsonShape.Text)
        {
            return value?.Text;
        }

        this.faults.Add(value.Place, $"expected a text, found {value.Describe()}", "Write it in quotes.");
        return null;
    }

    /// <summary>A text of the pattern; <c>expected</c> says the pattern in words.</summary>
    public string? Text(string key, Regex pattern, string expected, bool required = true)
    {
        var text = Text(key, required);
        if (text is null || pattern.IsMatch(text))
        {
            return text;
        }

        var value = this.value.Find(key)!;
        this.faults.Add(value.Place, $"\"{key}\" is {value.Describe()}, expected were {expected}", "Correct the value.");
        return null;
    }

    public bool Boolean(string key, bool defaultValue)
    {
        var value = Value(key, required: false);
        if (value is null)
        {
            return defaultValue;
        }

        if ((value.Shape == JsonShape.Boolean || value.FromEnvironment) && bool.TryParse(value.Text, out var truth))
        {
            return truth;
        }

        this.faults.Add(
            value.Place,
            $"\"{key}\" is {value.Describe()}, expected was true or false",
            "Write true or false, without quotes.");
        return defaultValue;
    }

    public int? Number(string key, int from, int to)
    {
        var value = Value(key, required: false);
        if (value is null)
        {
            return null;
        }

        if ((value.Shape == JsonShape.Number || value.FromEnvironment)
            && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        this.faults.Add(
            value.Place,
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"{key}\" is {value.Describe()}, expected was a whole number from {from} to {to}"),
            "Write a whole number in that range, without quotes.");
        return null;
    }

    /// <summary>An amount of euros, not negative, of four decimals at most and below a million.</summary>
    public decimal? Amount(string key)
    {
        var value = Value(key, required: false);
        if (value is null)
        {
            return null;
        }

        if ((value.Shape == JsonShape.Number || value.FromEnvironment)
            && decimal.TryParse(value.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000m && decimal.Round(amount, 4) == amount)
        {
            return amount;
        }

        this.faults.Add(
            value.Place,
            $"\"{key}\" is {value.Describe()}, expected was an amount of euros such as 300 or 0.011",
            "Write the number without quotes, with a point and four decimals at most.");
        return null;
    }

    public DateOnly? Date(string key, bool required = true)
    {
        var text = Text(key, required);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        var value = this.value.Find(key)!;
        this.faults.Add(
            value.Place,
            $"\"{key}\" is {value.Describe()}, expected was a day that exists, as YYYY-MM-DD",
            "Correct the date.");
        return null;
    }

    /// <summary>One of the given words; null after a fault.</summary>
    public string? Word(string key, IReadOnlyCollection<string> words, bool required = true)
    {
        var text = Text(key, required);
        if (text is null || words.Contains(text))
        {
            return text;
        }

        var value = this.value.Find(key)!;
        this.faults.Add(value.Place, $"\"{key}\" is {value.Describe()}", Suggestion.For(text, words) + $"Possible: {List(words)}.");
        return null;
    }

    /// <summary>A name that another part of the configuration defines; when that could not be read, null, it is not judged.</summary>
    public string? Known(string key, IReadOnlyCollection<string>? known, string where)
    {
        var text = Text(key);
        if (text is not null && known?.Contains(text) == false)
        {
            var there = known.Count == 0 ? "" : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}. ";
            Fault(key, $"there is no {key} \"{text}\"", Suggestion.For(text, known) + there + where);
        }

        return text;
    }

    /// <summary>The texts of a list with their places; anything else in it, an empty list and repeats are faults.</summary>
    public IReadOnlyList<JsonValue> Texts(string key, bool required = true)
    {
        var items = Items(key, required);
        var (texts, seen) = (new List<JsonValue>(items.Count), new HashSet<string?>(StringComparer.Ordinal));
        foreach (var item in items)
        {
            if (item.Shape != JsonShape.Text)
            {
                this.faults.Add(item.Place, $"expected a text, found {item.Describe()}", "Write it in quotes.");
            }
            else if (!seen.Add(item.Text))
            {
                this.faults.Add(item.Place, $"duplicate \"{item.Text}\" in the list", "Keep one of the two.");
            }
            else
            {
                texts.Add(item);
            }
        }

        return texts;
    }

    /// <summary>The items of a list; empty after a fault when the key is missing, no list, or the list is empty.</summary>
    public IReadOnlyList<JsonValue> Items(string key, bool required = true)
    {
        var value = Value(key, required);
        if (value is null)
        {
            return [];
        }

        if (value.Shape != JsonShape.Array)
        {
            this.faults.Add(value.Place, $"expected a list, found {value.Describe()}", "Write [ … ].");
            return [];
        }

        if (value.Items.Count == 0)
        {
            this.faults.Add(value.Place, $"the list \"{key}\" is empty", "Write at least one item.");
        }

        return value.Items;
    }

    public JsonPlace PlaceOf(string key) => this.value.Find(key)?.Place ?? Place;

    public void Fault(string key, string message, string remedy, FaultKind kind = FaultKind.Error) =>
        this.faults.Add(PlaceOf(key), message, remedy, kind);

    private static string List(IEnumerable<string> words) =>
        string.Join(", ", words.Where(word => word[0] != '$').Select(word => $"\"{word}\""));
}
