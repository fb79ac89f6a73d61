using System.IO.Abstractions;
using System.Text.Json;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Connections;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Tests.Settings;

/// <summary>The configuration and the examples that the project ships.</summary>
public sealed class ShippedConfigurationTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Test]
    public void The_shipped_configuration_has_no_fault_and_serves_Kainuu_by_files_and_connections()
    {
        var (configuration, report) = Load(Repository.Config);
        Assert.That(report.Faults, Is.Empty, report.ToString());
        Assert.That(
            configuration!.Permits.Select(permit => permit.Id), Is.EqualTo(new[] { "kainuu-laajat", "mutpt1", "mutpt1a", "mutpt1x" }));
        Assert.That(configuration.Permits.Select(permit => permit.Files is not null), Is.EqualTo(new[] { true, false, false, false }));
        Assert.That(configuration.Products.Keys.Order(), Is.EqualTo(new[] { "apotti", "k2000", "laajat", "perustaso", "psop" }));
        Assert.That(configuration.Settings.IsProduction, Is.False);
        Assert.That(
            ((ResidenceArea)configuration.Permits[0].Area).Resolve(configuration.Municipalities, new DateOnly(2026, 1, 5)),
            Has.Count.EqualTo(8));
    }

    [TestCase("mutpT1", NonDisclosureRight.Section37, false)]
    [TestCase("mutpT1a", NonDisclosureRight.None, false)]
    [TestCase("mutpT1x", NonDisclosureRight.OrderOnly, true)]
    public void The_connections_of_the_demo_open_with_its_password_for_any_client(string user, NonDisclosureRight right, bool isList)
    {
        var configuration = Load(Repository.Config).Configuration!;
        var directory = new ConnectionDirectory(
            () => configuration.Deliveries, new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)), iterations: 1);
        var connection = directory.Verify(user, "pwd").Connection!;
        Assert.That((connection.Terms.NonDisclosureRight, connection.Terms.IsList), Is.EqualTo((right, isList)));
        Assert.That((connection.IsAllowed(null), connection.IsAllowed("FI/MUN/0000000-0/muu")), Is.EqualTo((true, true)));
        Assert.That(connection.Terms.Municipalities, Has.Count.EqualTo(isList ? 0 : 8));
    }

    [Test]
    public void The_sample_permits_can_be_put_in_force_as_they_are()
    {
        var copy = Directory.CreateTempSubdirectory("muutostieto-config-");
        try
        {
            foreach (var file in Directory.GetFiles(Repository.Config, "*.json", SearchOption.AllDirectories))
            {
                CopyTo(file, Path.Combine(copy.FullName, Path.GetRelativePath(Repository.Config, file)));
            }

            var samples = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "permits"), "*.json");
            foreach (var file in samples)
            {
                CopyTo(file, Path.Combine(copy.FullName, "permits", Path.GetFileName(file)));
            }

            var orders = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "orders"), "*.json");
            Directory.CreateDirectory(Path.Combine(copy.FullName, "orders"));
            foreach (var file in orders)
            {
                CopyTo(file, Path.Combine(copy.FullName, "orders", Path.GetFileName(file)));
            }

            var partners = Directory.GetFiles(Path.Combine(Repository.Root, "samples", "partners"), "*.json");
            Directory.CreateDirectory(Path.Combine(copy.FullName, "partners"));
            foreach (var file in partners)
            {
                CopyTo(file, Path.Combine(copy.FullName, "partners", Path.GetFileName(file)));
            }

            var (configuration, report) = Load(copy.FullName);
            Assert.That(report.Faults, Is.Empty, report.ToString());
            Assert.That(configuration!.Partners, Has.Count.EqualTo(partners.Length));
            Assert.That(configuration.Permits, Has.Count.EqualTo(4 + samples.Length));
            Assert.That(configuration.Orders, Has.Count.EqualTo(orders.Length));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [Test]
    public void The_package_without_addresses_says_nothing_of_where_a_person_lives()
    {
        var basic = Groups("henkilot-perus");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(basic.Intersect(Layouts.Catalog.Groups.Where(group => group.IsCovered).Select(group => group.Code)), Is.Empty);
            Assert.That(Groups("henkilot-osoite").Except(basic), Is.EqualTo(new[] { "101", "103" }));
            Assert.That(basic.Except(Groups("henkilot-osoite")), Is.Empty);
        }

        static List<string?> Groups(string package) =>
            [.. Texts(Parse(Path.Combine(Repository.Config, "packages", package + ".json")).GetProperty("groups"))];
    }

    [Test]
    public void Perustaso_holds_genuine_groups_only_and_laajat_everything()
    {
        var configuration = Load(Repository.Config).Configuration!;
        Assert.That(configuration.Products["perustaso"].Groups.Select(group => group.Group), Has.None.StartsWith("9"));
        Assert.That(configuration.Products["laajat"].Groups.Select(group => group.Group), Is.EquivalentTo(Outlines().Keys));
    }

    [TestCase("perustaso", new[] { "005", "007", "305", "306", "316", "401", "421", "422" })]
    [TestCase("k2000", new[] { "005", "306", "307", "316", "317", "401", "421", "422", "906", "907", "908", "910" })]
    [TestCase(
        "psop",
        new[] { "005", "007", "008", "009", "401", "421", "422", "903", "904", "906", "907", "908", "909", "910", "911", "912", "913" })]
    [TestCase("apotti", new[] { "401", "421", "422", "906", "907", "908", "910", "913" })]
    public void A_product_does_not_hold_what_its_purpose_does_not_need(string product, string[] absent)
    {
        var groups = Load(Repository.Config).Configuration!.Products[product].Groups.Select(group => group.Group);
        Assert.That(groups.Intersect(absent), Is.Empty);
    }

    [TestCase("perustaso", PermitChannel.Files)]
    [TestCase("laajat", PermitChannel.Files, PermitChannel.Interface)]
    [TestCase("k2000", PermitChannel.Files, PermitChannel.Interface)]
    [TestCase("psop", PermitChannel.Interface)]
    [TestCase("apotti", PermitChannel.Interface)]
    public void A_product_names_its_channels(string product, params PermitChannel[] channels) =>
        Assert.That(Load(Repository.Config).Configuration!.Products[product].Channels, Is.EqualTo(channels));

    [TestCase("permit", "", nameof(ConfigurationKeys.Permit))]
    [TestCase("permit", "area", nameof(ConfigurationKeys.Area))]
    [TestCase("permit", "fixedWidth", nameof(ConfigurationKeys.FixedWidth))]
    [TestCase("permit", "interface", nameof(ConfigurationKeys.Interface))]
    [TestCase("permit", "rhythm", nameof(ConfigurationKeys.Rhythm))]
    [TestCase("permit", "orders", nameof(ConfigurationKeys.Orders))]
    [TestCase("permit", "selfService", nameof(ConfigurationKeys.SelfService))]
    [TestCase("permit", "selfService/tasks", nameof(ConfigurationKeys.SelfServiceTask))]
    [TestCase("order", "", nameof(ConfigurationKeys.Order))]
    [TestCase("order", "content", nameof(ConfigurationKeys.OrderContent))]
    [TestCase("order", "sample", nameof(ConfigurationKeys.OrderSample))]
    [TestCase("partner", "", nameof(ConfigurationKeys.Partner))]
    [TestCase("partner", "sourceLabel", nameof(ConfigurationKeys.PartnerLabel))]
    [TestCase("partner", "contracts", nameof(ConfigurationKeys.PartnerContract))]
    [TestCase("partner", "contracts/endCustomer", nameof(ConfigurationKeys.EndCustomer))]
    [TestCase("package", "", nameof(ConfigurationKeys.Package))]
    [TestCase("product", "", nameof(ConfigurationKeys.Product))]
    [TestCase("product", "groups", nameof(ConfigurationKeys.ProductGroup))]
    [TestCase("appsettings", "", nameof(ConfigurationKeys.AppSettings))]
    [TestCase("appsettings", "Register", nameof(ConfigurationKeys.Register))]
    [TestCase("appsettings", "Import", nameof(ConfigurationKeys.Import))]
    [TestCase("appsettings", "Ledger", nameof(ConfigurationKeys.Ledger))]
    [TestCase("appsettings", "Store", nameof(ConfigurationKeys.Store))]
    [TestCase("appsettings", "Audit", nameof(ConfigurationKeys.Audit))]
    [TestCase("appsettings", "Run", nameof(ConfigurationKeys.Run))]
    [TestCase("appsettings", "Prices", nameof(ConfigurationKeys.Prices))]
    [TestCase("appsettings", "StatusPage", nameof(ConfigurationKeys.StatusPage))]
    [TestCase("appsettings", "Interface", nameof(ConfigurationKeys.InterfaceServer))]
    [TestCase("appsettings", "Interface/certificate", nameof(ConfigurationKeys.InterfaceCertificate))]
    [TestCase("appsettings", "Interface/quota", nameof(ConfigurationKeys.InterfaceQuota))]
    [TestCase("appsettings", "SelfService", nameof(ConfigurationKeys.SelfServiceServer))]
    [TestCase("appsettings", "SelfService/certificate", nameof(ConfigurationKeys.InterfaceCertificate))]
    [TestCase("appsettings", "SelfService/login", nameof(ConfigurationKeys.SelfServiceLogin))]
    [TestCase("appsettings", "SelfService/login/roles", nameof(ConfigurationKeys.SelfServiceRoles))]
    [TestCase("appsettings", "Notify", nameof(ConfigurationKeys.Notify))]
    [TestCase("appsettings", "Notify/command", nameof(ConfigurationKeys.NotifyCommand))]
    [TestCase("appsettings", "Notify/mail", nameof(ConfigurationKeys.NotifyMail))]
    [TestCase("appsettings", "Drops/0", nameof(ConfigurationKeys.DirectoryDrop))]
    [TestCase("appsettings", "Drops/1", nameof(ConfigurationKeys.SftpDrop))]
    public void A_schema_names_the_keys_that_the_loader_knows(string schema, string path, string keys)
    {
        var at = Schema(schema);
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = int.TryParse(step, out var index)
                ? at.GetProperty("additionalProperties").GetProperty("oneOf")[index]
                : at.GetProperty("properties").GetProperty(step);
            at = at.TryGetProperty("items", out var items) ? items : at;
        }

        var known = (IReadOnlySet<string>)typeof(ConfigurationKeys).GetProperty(keys)!.GetValue(null)!;
        Assert.That(at.GetProperty("properties").EnumerateObject().Select(property => property.Name), Is.EquivalentTo(known));
        Assert.That(at.GetProperty("additionalProperties").GetBoolean(), Is.False);
    }

    [Test]
    public void The_permit_schema_requires_what_the_loader_requires()
    {
        using var folder = new ConfigurationFolder();
        folder.Write("permits/kainuu.json", "{}");
        var missing = folder.Load().Report.Faults.Select(fault => fault.Message.Split('"')[1]).ToList();
        var schema = Schema("permit");
        string?[] files = ["rhythm", .. Texts(schema.GetProperty("dependencies").GetProperty("rhythm"))];
        Assert.That(Texts(schema.GetProperty("required")).Concat(files), Is.EquivalentTo(missing));

        folder.Write("permits/kainuu.json", """{ "interface": {} }""");
        missing = [.. folder.Load().Report.Faults.Select(fault => fault.Message.Split('"')[1])];
        var channel = schema.GetProperty("properties").GetProperty("interface");
        Assert.That(
            Texts(schema.GetProperty("required"))
                .Concat(Texts(channel.GetProperty("required")))
                .Concat(Texts(schema.GetProperty("dependencies").GetProperty("interface"))),
            Is.EquivalentTo(missing));

        folder.Write("permits/kainuu.json", """{ "orders": {} }""");
        missing = [.. folder.Load().Report.Faults.Select(fault => fault.Message.Split('"')[1])];
        channel = schema.GetProperty("properties").GetProperty("orders");
        Assert.That(
            Texts(schema.GetProperty("required"))
                .Concat(Texts(channel.GetProperty("required")))
                .Concat(Texts(schema.GetProperty("dependencies").GetProperty("orders"))),
            Is.EquivalentTo(missing));
    }

    [Test]
    public void The_groups_schema_names_the_keys_that_the_groups_have()
    {
        var group = Schema("groups").GetProperty("properties").GetProperty("groups").GetProperty("items");
        var field = group.GetProperty("properties").GetProperty("fields").GetProperty("items");
        JsonElement[] groups = [.. Groups()];
        Assert.That(Names(group.GetProperty("properties")), Is.EquivalentTo(groups.SelectMany(Names).Distinct()));
        Assert.That(
            Names(field.GetProperty("properties")),
            Is.EquivalentTo(groups.SelectMany(g => g.GetProperty("fields").EnumerateArray()).SelectMany(Names).Distinct()));
        string?[] kinds =
        [
            .. field.GetProperty("properties").GetProperty("kind").GetProperty("enum").EnumerateArray().Select(kind => kind.GetString()),
        ];
        Assert.That(
            groups.SelectMany(g => g.GetProperty("fields").EnumerateArray()).Select(f => f.GetProperty("kind").GetString()).Distinct(),
            Is.EquivalentTo(kinds));
    }

    [Test]
    public void Every_file_names_a_schema_that_is_there()
    {
        string[] files =
        [
            Path.Combine(Repository.Config, "appsettings.json"), Path.Combine(Repository.Config, "groups.json"),
            Path.Combine(Repository.Config, "building-groups.json"),
            .. Directory.GetFiles(Path.Combine(Repository.Config, "permits"), "*.json"),
            .. Directory.GetFiles(Path.Combine(Repository.Config, "products"), "*.json"),
            .. Directory.GetFiles(Path.Combine(Repository.Config, "packages"), "*.json"),
            .. Directory.GetFiles(Path.Combine(Repository.Root, "samples", "permits"), "*.json"),
            .. Directory.GetFiles(Path.Combine(Repository.Root, "samples", "orders"), "*.json"),
        ];
        foreach (var file in files)
        {
            var schema = Parse(file).GetProperty("$schema").GetString()!;
            Assert.That(Path.Combine(Path.GetDirectoryName(file)!, schema), Does.Exist, file);
        }
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString());

    private static (Configuration? Configuration, ConfigurationReport Report) Load(string directory) =>
        ConfigurationLoader.Load(
            new FileSystem(), directory,
            "data",
            Outlines(),
            new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
            new RemedyNames(),
            new Dictionary<string, string>(),
            Layouts.Buildings.Outlines);

    private static IReadOnlyDictionary<string, GroupOutline> Outlines() =>
        GroupCatalogReader.Load(new FileSystem(), Path.Combine(Repository.Config, "groups.json")).Outlines;

    private static IEnumerable<JsonElement> Groups() =>
        Parse(Path.Combine(Repository.Config, "groups.json")).GetProperty("groups").EnumerateArray();

    private static JsonElement Schema(string name) => Parse(Path.Combine(Repository.Config, "schemas", name + ".schema.json"));

    private static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static void CopyTo(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}
