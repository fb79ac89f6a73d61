using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Packages;
using Muutostieto.Records.Identity;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads an order's file.</summary>
/// <param name="files">Where it is.</param>
/// <param name="municipalities">Null when they could not be read.</param>
/// <param name="permits">By id; null when some could not be read, and then which there are is not judged.</param>
/// <param name="groups">The groups that there are.</param>
/// <param name="packages">By id; null when some could not be read.</param>
/// <param name="today">The day whose municipalities count.</param>
/// <param name="faults">What is wrong.</param>
/// <param name="candidate">A file that is to come into the folder; null: none.</param>
internal sealed class OrderLoader(
    IFileSystem files,
    MunicipalityDirectory? municipalities,
    IReadOnlyDictionary<string, Permit>? permits,
    OrderableGroups groups,
    IReadOnlyDictionary<string, ExtractPackage>? packages,
    DateOnly today,
    FaultCollector faults,
    CandidateFile? candidate = null)
{
    /// <summary>Every order of a folder, which need not be there; in order of id.</summary>
    public IReadOnlyList<ExtractOrder> LoadFolder(string folder)
    {
        var orders = new SortedDictionary<string, LoadedOrder>(StringComparer.Ordinal);
        var paths = files.Directory.Exists(folder) ? files.Directory.EnumerateFiles(folder, "*.json") : [];
        foreach (var file in CandidateFile.Among(paths.Where(file => Path.GetFileName(file)[0] != '.'), folder, candidate))
        {
            if (Load(file) is { } loaded && !orders.TryAdd(loaded.Order.Id, loaded))
            {
                faults.Add(
                    loaded.Id,
                    $"there are two orders \"{loaded.Order.Id}\": the other one is in {orders[loaded.Order.Id].Id.File}",
                    "Give one of them another id.");
            }
        }

        if (permits is not null)
        {
            new ResidentsBesideUseCheck(permits, municipalities, today, faults).Check(orders.Values);
        }

        return [.. orders.Values.Select(loaded => loaded.Order)];
    }

    /// <summary>Null after a fault.</summary>
    internal LoadedOrder? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults, candidate);
        if ((json is null ? null : SectionReader.Open(json, ConfigurationKeys.Order, faults)) is not { } reader)
        {
            return null;
        }

        var id = reader.Text("id", ConfigurationPatterns.Id, "small letters, digits and dashes, 64 at most");
        var permitId = reader.Known("permit", permits?.Keys.ToArray(), "Permits are defined in config/permits.");
        var permit = permitId is null ? null : permits?.GetValueOrDefault(permitId);
        CheckPermit(reader, permit);
        var customer = EndCustomer(reader, permit);
        var purpose = reader.Word("purpose", [.. PurposeNames.All]) is { } word ? PurposeNames.Find(word) : null;
        Require(reader, "purpose", purpose, permit?.Orders?.Purposes, PurposeNames.Of);
        var target = Target(reader, permit);
        var where = reader.Value("where", required: false);
        var criteria = where is null || target is not { } rows
            ? null
            : new CriterionLoader(groups.Of(rows), municipalities, permit, today, faults, rows).Load(where);
        var (package, content) = new OrderContentLoader(groups, packages, faults).Load(reader, target, permit);
        var sample = new SampleLoader(files, permit, target, faults).Load(reader);
        var exclude = new ExclusionLoader(files, permit, permits, faults).Load(reader);
        var update = new UpdateLoader(permit, faults).Load(reader, target);
        var (moment, isMoment) = Moment(reader);
        var formats = Formats(reader, permit);
        UpdateLoader.CheckFormats(reader, target, formats, content, groups);
        TargetCheck.CheckExclusion(reader, target ?? OrderTarget.Persons, exclude);
        TargetCheck.CheckDwellings(reader, target, content);
        TargetCheck.CheckSample(reader, target ?? OrderTarget.Persons, sample);
        TargetCheck.CheckFormats(reader, target ?? OrderTarget.Persons, formats);
        new TableOrderCheck(faults).Check(reader, package, formats, target ?? OrderTarget.Persons);
        new ResidentsOrderCheck(faults).Check(reader, content);
        new LentOrderCheck(groups).Check(reader, permit, purpose, target, content, formats);

        var hasRhythm = reader.Value("rhythm", required: false) is not null;
        var rhythm = hasRhythm && reader.Section("rhythm", ConfigurationKeys.Rhythm) is { } rule ? FilesChannelLoader.Rhythm(rule) : null;
        if (hasRhythm && moment is not null)
        {
            reader.Fault(
                "rhythm", "the order is repeated and is of one moment, so all its extracts would be the same",
                "Leave out \"asOf\", or \"rhythm\".");
        }

        if (hasRhythm && update is { OnlyChanges: false })
        {
            reader.Fault(
                "rhythm", "the order is repeated, and each customer's file is answered once",
                "Write \"onlyChanges\": true, or leave out \"rhythm\".");
        }

        if (id is null || permitId is null || purpose is null || target is null || (where is not null && criteria is null)
            || content.Count == 0 || (sample is null && reader.Value("sample", required: false) is not null) || !isMoment
            || (exclude is null && reader.Value(ExclusionLoader.Key, required: false) is not null)
            || (update is null && target == OrderTarget.Customers)
            || (hasRhythm && rhythm is null)
            || (customer is null && reader.Value(PartnerLoader.EndCustomer, required: false) is not null))
        {
            return null;
        }

        if (Path.GetFileNameWithoutExtension(file) != id)
        {
            reader.Fault("id", $"the order \"{id}\" is in a file of another name", $"Rename the file to {id}.json.", FaultKind.Warning);
        }

        var order = new ExtractOrder
        {
            Id = id,
            Permit = permitId,
            EndCustomer = customer,
            Purpose = purpose.Value,
            Target = target.Value,
            Where = criteria,
            Package = package?.Id,
            IsStandard = package?.IsStandard == true,
            Table = package?.Table,
            Content = content,
            Sample = sample,
            Exclude = exclude,
            Update = update,
            AsOf = moment,
            Rhythm = rhythm,
            Formats = formats,
        };
        return new LoadedOrder(order, reader.PlaceOf("id"))
        {
            Residents = ResidentsOrderCheck.PlaceOfResidents(reader, order),
            Use = ResidentsOrderCheck.PlaceOfUse(reader, order),
        };
    }

    private static void CheckPermit(SectionReader reader, Permit? permit)
    {
        if (permit is { Orders: null })
        {
            reader.Fault(
                "permit", $"nothing may be ordered under the permit \"{permit.Id}\"",
                "Write \"orders\": { \"purposes\": [ … ], \"groups\": [ … ], \"targets\": [ … ] } in it, or name another permit.");
        }
    }

    /// <summary>
    /// The end customer that the order is for; null without one, and after a fault. It is that of the permit, of which
    /// <see cref="PartnerCheck"/> says whether its recipient is a partner and has a contract.
    /// </summary>
    private static BusinessId? EndCustomer(SectionReader reader, Permit? permit)
    {
        var customer = PartnerLoader.Id(reader, PartnerLoader.EndCustomer, required: false);
        if (permit is null || (customer is null && reader.Value(PartnerLoader.EndCustomer, required: false) is not null)
            || customer == permit.EndCustomer)
        {
            return customer;
        }

        var (message, remedy) = (customer, permit.EndCustomer) switch
        {
            (null, { } of) => (
                $"the order names no end customer, and the permit \"{permit.Id}\" is that of {of}",
                $"Write \"{PartnerLoader.EndCustomer}\": \"{of}\"."),
            ({ } named, null) => (
                $"the order names the end customer {named}, and the permit \"{permit.Id}\" names none",
                "Order under a permit of the partner that names it, or take it out."),
            var (named, of) => (
                $"the order names the end customer {named}, and the permit \"{permit.Id}\" is that of {of}",
                "Order under the permit of the one or correct the other."),
        };
        reader.Fault(PartnerLoader.EndCustomer, message, remedy);
        return customer;
    }

    /// <summary>Reports what the permit does not have.</summary>
    private static void Require<T>(SectionReader reader, string key, T? value, IReadOnlyList<T>? allowed, Func<T, string> name)
        where T : struct
    {
        if (value is { } known && allowed?.Contains(known) == false)
        {
            reader.Fault(
                key, $"the {key} \"{name(known)}\" is outside of the permit",
                $"The permit has: {string.Join(", ", allowed.Select(name))}. Choose one of them, or have the permit widened.");
        }
    }

    private static OrderTarget? Target(SectionReader reader, Permit? permit)
    {
        if (reader.Value("target", required: false) is null)
        {
            return OrderTarget.Persons;
        }

        OrderTarget? target = reader.Word("target", OrdersChannelLoader.TargetNames) is { } word
            ? (OrderTarget)Array.IndexOf(OrdersChannelLoader.TargetNames, word)
            : null;
        Require(reader, "target", target, permit?.Orders?.Targets, value => OrdersChannelLoader.TargetNames[(int)value]);
        return target;
    }

    private (OrderMoment? Moment, bool IsRead) Moment(SectionReader reader)
    {
        var value = reader.Value("asOf", required: false);
        if (value is null)
        {
            return (null, true);
        }

        if (value.Shape == JsonShape.Number && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
        {
            return (OrderMoment.AtKey(key), true);
        }

        if (value.Shape == JsonShape.Text
            && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (OrderMoment.OnDay(day), true);
        }

        faults.Add(
            value.Place, $"\"asOf\" is {value.Describe()}; expected null, a journal key or a day as YYYY-MM-DD",
            "Write null for the moment of the run.");
        return (null, false);
    }

    private List<DeliveryFormat> Formats(SectionReader reader, Permit? permit)
    {
        if (reader.Value("formats", required: false) is null)
        {
            return [DeliveryFormat.Csv];
        }

        var formats = new WordListLoader(faults).Load<DeliveryFormat>(reader, "formats", "format", DeliveryFormatNames.All);
        foreach (var format in formats)
        {
            Require(reader, "formats", (DeliveryFormat?)format, permit?.Orders?.Formats, DeliveryFormatNames.Of);
        }

        return formats;
    }
}
