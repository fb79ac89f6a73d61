using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Disclosure.Purposes;

namespace Muutostieto.Hosting.Settings;

/// <summary>
/// Reads a permit's file. What other files must hold (municipalities, products, drops) is null where those could not be read, and then not
/// judged.
/// </summary>
internal sealed class PermitLoader(
    IFileSystem files,
    MunicipalityDirectory? municipalities,
    IReadOnlyDictionary<string, Product>? products,
    OrderableGroups groups,
    IReadOnlyCollection<string>? drops,
    DateOnly today,
    FaultCollector faults,
    CandidateFile? candidate = null)
{
    /// <summary>In the order of <see cref="RecipientKind"/>.</summary>
    internal static readonly string[] RecipientKinds = ["authority", "other"];

    private const string IdExpected = "small letters, digits and dashes, 64 at most: it becomes the name of a file or folder";
    private const string OrderOnly = "order-only";

    public LoadedPermit? Load(string file)
    {
        var json = PositionedJson.ReadFile(files, file, faults, candidate);
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
        var right = Right(reader, area);
        var connection = reader.Section("interface", ConfigurationKeys.Interface, required: false);
        var hasInterface = reader.Value("interface", required: false) is not null;
        var channel = connection is null ? null : new InterfaceChannelLoader(faults).Load(connection);
        var hasOrders = reader.Value("orders", required: false) is not null;
        var hasFiles = (!hasInterface && !hasOrders) || reader.Value("rhythm", required: false) is not null;
        var deliveries = hasFiles ? new FilesChannelLoader(drops, faults).Load(reader) : null;
        if (!hasFiles)
        {
            FilesChannelLoader.RequireNothing(reader, hasOrders);
        }

        var product = Product(reader, hasFiles || hasInterface);
        var orders = reader.Section("orders", ConfigurationKeys.Orders, required: false) is { } ordered
            ? new OrdersChannelLoader(groups.All, drops, faults).Load(reader, ordered, deliveries, hasFiles)
            : null;
        CheckListOrders(reader, area, hasOrders);
        var hasSelfService = reader.Value(SelfServiceChannelLoader.Key, required: false) is not null;
        var selfService = new SelfServiceChannelLoader(groups, faults).Load(reader, orders);
        if (area is CountryArea && (hasFiles || hasInterface))
        {
            reader.Fault(
                "area", "the area is the country, with everyone who lives abroad, and is for orders alone",
                "Name counties, or write a permit of its own for the orders.");
        }

        var kind = reader.Word("recipientKind", RecipientKinds, required: false);
        if (kind is null && orders?.Purposes.Contains(Purpose.CustomerRegisterUpdate) == true)
        {
            reader.Fault(
                "orders",
                "whether a ban on the purpose \"customer-register-update\" counts depends on the recipient's kind, which is missing",
                "Write \"recipientKind\": \"authority\" or \"other\".");
        }

        var customer = PartnerLoader.Id(reader, PartnerLoader.EndCustomer, required: false);
        CheckValidity(reader, validFrom, validTo);
        CheckChannels(reader, product, hasFiles, hasInterface);
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
            || area is null || product is null || (hasFiles && deliveries is null) || (hasInterface && channel is null)
            || (hasOrders && orders is null) || (hasSelfService && selfService is null)
            || (customer is null && reader.Value(PartnerLoader.EndCustomer, required: false) is not null))
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
            Files = deliveries,
            Interface = channel,
            Orders = orders,
            SelfService = selfService,
            EndCustomer = customer,
            RecipientKind = kind == "other" ? RecipientKind.Other : RecipientKind.Authority,
        };
        return new LoadedPermit(permit, reader.PlaceOf("id"), reader.PlaceOf("registerName"))
        {
            CustomerNumber = reader.PlaceOf("customerNumber"),
            User = connection?.PlaceOf("user") ?? reader.PlaceOf("id"),
            PasswordHashes = connection?.PlaceOf("passwordHashes") ?? reader.PlaceOf("id"),
            Clients = connection?.PlaceOf("clients") ?? reader.PlaceOf("id"),
            EndCustomer = reader.PlaceOf(PartnerLoader.EndCustomer),
        };
    }

    /// <summary>Empty for a permit of orders alone, which name their groups themselves.</summary>
    private string? Product(SectionReader reader, bool isNeeded)
    {
        if (isNeeded)
        {
            return reader.Known("product", products?.Keys.ToArray(), "Products are defined in config/products.");
        }

        if (reader.Value("product", required: false) is not null)
        {
            reader.Fault(
                "product", "\"product\" is for files and the interface, and the permit has only orders",
                "Remove it: the groups of \"orders\" count.");
        }

        return "";
    }

    private static void CheckListOrders(SectionReader reader, Area? area, bool hasOrders)
    {
        if (hasOrders && area is { IsList: true })
        {
            reader.Fault(
                "orders", "\"orders\" is given beside a list: an extract is of the residents of an area",
                "Name a county or municipalities, or write a permit of its own for the orders.");
        }
    }

    /// <summary>A product says over which channels it is delivered.</summary>
    private void CheckChannels(SectionReader reader, string? product, bool hasFiles, bool hasInterface)
    {
        if (product is null || products?.GetValueOrDefault(product) is not { } known)
        {
            return;
        }

        foreach (var (channel, name, has) in
            new[] { (PermitChannel.Files, "files", hasFiles), (PermitChannel.Interface, "interface", hasInterface) })
        {
            if (has && !known.Channels.Contains(channel))
            {
                var possible = products
                    .Values.Where(offered => offered.Channels.Contains(channel))
                    .Select(offered => $"\"{offered.Id}\"")
                    .Order(StringComparer.Ordinal);
                reader.Fault(
                    "product",
                    $"the product \"{product}\" is not for the channel \"{name}\", which the permit has",
                    $"Products for it: {string.Join(", ", possible.DefaultIfEmpty("none"))}. Choose one, or take the channel out.");
            }
        }
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
}
