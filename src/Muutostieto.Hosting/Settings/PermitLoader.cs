using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Reads a permit's file. What other files must hold (municipalities, products, drops) is null where those could not be read, and then not
/// judged.
/// </summary>
internal sealed class PermitLoader(
    IFileSystem files,
    MunicipalityDirectory? municipalities,
    IReadOnlyCollection<string>? products,
    IReadOnlyCollection<string>? drops,
    DateOnly today,
    FaultCollector faults)
{
    private const string IdExpected = "small letters, digits and dashes, 64 at most: it becomes the name of a file or folder";
    private const string OrderOnly = "order-only";
    private static readonly string[] FormatNames = ["fixed", "csv"];
    private static readonly string[] RecipientKinds = ["authority", "other"];
    private static readonly string[] HolidayRules = ["keep", "next-working-day"];

    public LoadedPermit? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults);
        var reader = json is null ? null : SectionReader.Open(json, ConfigurationKeys.Permit, faults);
        if (reader is null)
        {
            return null;
        }

        var id = reader.Text("id", ConfigurationPatterns.Id, IdExpected);
        var recipient = reader.Text("recipient", ConfigurationPatterns.Id, IdExpected);
        var decision = reader.Text("decision", required: false);
        var validFrom = reader.Date("validFrom");
        var validTo = reader.Date("validTo", required: false);
        var customerNumber = reader.Text("customerNumber", ConfigurationPatterns.CustomerNumber, "1 to 10 digits");
        var registerName = reader.Text("registerName", ConfigurationPatterns.RegisterName, "1 to 20 of A-Z and 0-9");
        var area = reader.Section("area", ConfigurationKeys.Area) is { } section
            ? new AreaLoader(municipalities, faults).Load(section)
            : null;
        var product = Known(reader, "product", products, "Products are defined in config/products.");
        var right = Right(reader, area);
        var rhythm = reader.Section("rhythm", ConfigurationKeys.Rhythm) is { } rule ? Rhythm(rule) : null;
        var formats = Formats(reader);
        var ownGroups = reader
            .Section("fixedWidth", ConfigurationKeys.FixedWidth, required: false)
            ?.Boolean("ownGroups", defaultValue: false)
            ?? false;
        var drop = Known(reader, "drop", drops, "Drops are defined in appsettings.json.");
        var overdueAfter = reader.Number("overdueAfter", 1, 365) ?? Permit.DefaultOverdueAfterDays;
        var keepInDrop = reader.Number("keepInDrop", 0, 3650);
        var keepInOutbox = reader.Number("keepInOutbox", 0, 3650);
        var kind = reader.Word("recipientKind", RecipientKinds, required: false);
        var holidays = reader.Word("holidays", HolidayRules, required: false);

        CheckValidity(reader, validFrom, validTo);
        if (area is { IsList: true } && right == NonDisclosureRight.None)
        {
            reader.Fault(
                "nonDisclosureRight",
                "on a list a leaving line comes for one reason only, that a non-disclosure order was set: the recipient can infer the "
                    + "order",
                $"Write \"{OrderOnly}\" if it may know of orders, or true if it has the right of 37 §.",
                FaultKind.Warning);
        }

        if (id is null || recipient is null || validFrom is null || customerNumber is null || registerName is null
            || area is null || product is null || rhythm is null || drop is null || formats.Count == 0)
        {
            return null;
        }

        if (Path.GetFileNameWithoutExtension(file) != id)
        {
            reader.Fault("id", $"the permit \"{id}\" is in a file of another name", $"Rename the file to {id}.json.", FaultKind.Warning);
        }

        var permit = new Permit
        {
            Id = id,
            Recipient = recipient,
            Decision = decision,
            ValidFrom = validFrom.Value,
            ValidTo = validTo,
            CustomerNumber = customerNumber,
            RegisterName = registerName,
            Area = area,
            Product = product,
            NonDisclosureRight = right,
            Rhythm = rhythm,
            Formats = formats,
            FixedOwnGroups = ownGroups,
            Drop = drop,
            OverdueAfterDays = overdueAfter,
            KeepInDropDays = keepInDrop,
            KeepInOutboxDays = keepInOutbox,
            RecipientKind = kind == "other" ? RecipientKind.Other : RecipientKind.Authority,
            Holidays = holidays == "next-working-day" ? HolidayRule.NextWorkingDay : HolidayRule.Keep,
        };
        return new LoadedPermit(permit, reader.PlaceOf("id"), reader.PlaceOf("registerName"))
        {
            CustomerNumber = reader.PlaceOf("customerNumber"),
        };
    }

    private NonDisclosureRight Right(SectionReader reader, Area? area)
    {
        var value = reader.Value("nonDisclosureRight", required: false);
        if (value is null or { Shape: JsonShape.Boolean })
        {
            return value?.Text == "true" ? NonDisclosureRight.Section37 : NonDisclosureRight.None;
        }

        if (value is { Shape: JsonShape.Text, Text: OrderOnly })
        {
            if (area?.IsList == false)
            {
                reader.Fault(
                    "nonDisclosureRight",
                    $"\"{OrderOnly}\" is given beside an area: being in its files reveals the municipality, masked or not",
                    "Write true or false; \"order-only\" is for { \"list\": true }.");
            }

            return NonDisclosureRight.OrderOnly;
        }

        faults.Add(
            value.Place,
            $"\"nonDisclosureRight\" is {value.Describe()}, expected was true, false or \"{OrderOnly}\"",
            "Write one of them; true and false without quotes.");
        return NonDisclosureRight.None;
    }

    private void CheckValidity(SectionReader reader, DateOnly? validFrom, DateOnly? validTo)
    {
        if (validTo < validFrom)
        {
            reader.Fault("validTo", "the validity ends before it begins", "Correct \"validFrom\" or \"validTo\".");
        }
        else if (validTo < today)
        {
            reader.Fault(
                "validTo", $"the validity ended on {validTo:yyyy-MM-dd}: the permit is no longer served",
                "Renew the permit, or move its file out of the folder.", FaultKind.Ended);
        }
    }

    private static string? Known(SectionReader reader, string key, IReadOnlyCollection<string>? known, string where)
    {
        var text = reader.Text(key);
        if (text is not null && known?.Contains(text) == false)
        {
            var there = known.Count == 0 ? "" : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}. ";
            reader.Fault(key, $"there is no {key} \"{text}\"", Suggestion.For(text, known) + there + where);
        }

        return text;
    }

    private static Rhythm? Rhythm(SectionReader reader)
    {
        var rule = reader.Text("rule");
        var time = reader.Text("time", ConfigurationPatterns.Time, "a time of day as HH:mm");
        var from = reader.Date("from");
        TimeOnly at = default;
        if (time is not null && !TimeOnly.TryParseExact(time, "HH:mm", out at))
        {
            reader.Fault("time", $"there is no time of day \"{time}\", expected was HH:mm up to 23:59", "Correct the time.");
            time = null;
        }

        try
        {
            var rhythm = rule is null ? null : new Rhythm(rule, at, from ?? default);
            return time is null || from is null ? null : rhythm;
        }
        catch (FormatException e)
        {
            reader.Fault("rule", $"the rhythm does not parse: {e.Message}", "Example: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO.");
            return null;
        }
    }

    private List<DeliveryFormat> Formats(SectionReader reader)
    {
        var formats = new List<DeliveryFormat>();
        foreach (var name in reader.Texts("formats"))
        {
            var index = Array.IndexOf(FormatNames, name.Text);
            if (index < 0)
            {
                faults.Add(
                    name.Place,
                    $"there is no format \"{name.Text}\"",
                    Suggestion.For(name.Text, FormatNames) + "Possible: \"fixed\", \"csv\".");
            }
            else
            {
                formats.Add((DeliveryFormat)index);
            }
        }

        formats.Sort();
        return formats;
    }
}
