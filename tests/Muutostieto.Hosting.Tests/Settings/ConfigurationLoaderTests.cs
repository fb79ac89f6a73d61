using System.IO.Abstractions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Drops;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Hosting.Tests.Settings;

public sealed class ConfigurationLoaderTests
{
    private ConfigurationFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new ConfigurationFolder();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_permit_is_read_with_its_defaults()
    {
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults, Is.Empty, report.ToString());
        var permit = configuration!.Permit("kainuu");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(permit.Recipient, Is.EqualTo("kainuun-hyvinvointialue"));
            Assert.That(permit.Decision, Is.EqualTo("DVV/1234/2026"));
            Assert.That(permit.ValidFrom, Is.EqualTo(new DateOnly(2026, 1, 1)));
            Assert.That(permit.ValidTo, Is.Null);
            Assert.That(permit.CustomerNumber + permit.RegisterName, Is.EqualTo("38950KAIREK"));
            Assert.That(
                ((ResidenceArea)permit.Area).Resolve(configuration.Municipalities, new DateOnly(2026, 1, 5)),
                Is.EqualTo(new[] { "205", "290" }));
            Assert.That(
                permit.Files!.Rhythm,
                Is.EqualTo(new Rhythm("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", new TimeOnly(2, 30), new DateOnly(2026, 1, 5))));
            Assert.That(permit.Files.Formats, Is.EqualTo(new[] { DeliveryFormat.Fixed, DeliveryFormat.Csv }));
            Assert.That(permit.NonDisclosureRight, Is.EqualTo(NonDisclosureRight.None));
            Assert.That(permit.Files.OverdueAfterDays, Is.EqualTo(5));
            Assert.That(permit.Files.KeepInDropDays, Is.Null);
            Assert.That(permit.Files.Holidays, Is.EqualTo(HolidayRule.Keep));
            Assert.That(configuration.ProductOf(permit).Groups, Is.EqualTo(new[] { new ProductGroup("004", null) }));
            Assert.That(configuration.Settings.Drops["default"], Is.EqualTo(new DirectoryDropSettings("drop")));
            Assert.That(configuration.Settings.RegisterPath, Is.EqualTo(Path.Combine(folder.DataRoot, "register.db")));
            Assert.That(configuration.Settings.IsProduction, Is.False);
        }
    }

    [Test]
    public void What_a_permit_may_add_is_read()
    {
        folder.PermitWith(
            "\"drop\": \"default\"",
            "\"drop\": \"default\", \"overdueAfter\": 3, \"keepInDrop\": 30, \"keepInOutbox\": 90, \"holidays\": \"next-working-day\"");
        var permit = folder.Load().Configuration!.Permit("kainuu").RequireFiles();
        Assert.That(
            (permit.OverdueAfterDays, permit.KeepInDropDays, permit.KeepInOutboxDays, permit.Holidays),
            Is.EqualTo((3, (int?)30, (int?)90, HolidayRule.NextWorkingDay)));
    }

    [TestCase("\"product\": \"suppea\"", "\"prodcut\": \"suppea\"", 6, "prodcut", "unknown", "Did you mean \"product\"?", 2)]
    [TestCase("\"suppea\"", "\"supea\"", 6, "product", "there is no product \"supea\"", "Did you mean \"suppea\"?", 1)]
    [TestCase("\"county\": \"20\"", "\"county\": \"99\"", 5, "area.county", "there is no county \"99\"", "counties.json", 1)]
    [TestCase("\"county\": \"20\"", "\"county\": \"Kainuu\"", 5, "area.county", "there is no county \"Kainuu\"", "Write \"20\"", 1)]
    [TestCase(
        "\"county\": \"20\"",
        "\"municipalities\": [\"205\", \"999\"]",
        5,
        "area.municipalities[1]",
        "there is no municipality \"999\"",
        "municipalities.json",
        1
    )]
    [TestCase(
        "\"county\": \"20\"",
        "\"municipalities\": [\"588\"]",
        5,
        "area.municipalities[0]",
        "since 2025-01-01",
        "part of Mäntyharju: write \"507\"",
        1
    )]
    [TestCase(
        "\"county\": \"20\"",
        "\"municipalities\": [\"Kuhmo\"]",
        5,
        "area.municipalities[0]",
        "no municipality \"Kuhmo\"",
        "Write \"290\"",
        1
    )]
    [TestCase("\"county\": \"20\"", "\"municipalities\": [\"205\", \"205\"]", 5, "area.municipalities[1]", "duplicate ", "Keep one", 1)]
    [TestCase("\"county\": \"20\"", "\"municipalities\": []", 5, "area.municipalities", "is empty", "at least one", 1)]
    [TestCase("\"county\": \"20\"", "", 5, "area", "neither a county nor municipalities", "Write one of", 1)]
    [TestCase(
        "\"county\": \"20\"",
        "\"county\": \"20\", \"municipalities\": [\"205\"]",
        5,
        "area",
        "more than one of a county, municipalities",
        "Write one of",
        1
    )]
    [TestCase("\"default\"", "\"defualt\"", 8, "drop", "there is no drop \"defualt\"", "Did you mean \"default\"?", 1)]
    [TestCase("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", "FREQ=WEEKLI", 7, "rhythm.rule", "FREQ is \"WEEKLI\"", "Example: FREQ=", 1)]
    [TestCase("02:30", "24:30", 7, "rhythm.time", "there is no time of day \"24:30\"", "Correct the time", 1)]
    [TestCase("02:30", "2.30", 7, "rhythm.time", "expected were a time of day as HH:mm", "Correct", 1)]
    [TestCase("2026-01-05", "2026-02-30", 7, "rhythm.from", "a day that exists", "Correct", 1)]
    [TestCase("\"validFrom\": \"2026-01-01\"", "\"validFrom\": \"1.1.2026\"", 3, "validFrom", "a day that exists", "Correct", 1)]
    [TestCase("\"validTo\": null", "\"validTo\": \"2025-12-31\"", 3, "validTo", "ends before it begins", "Correct", 1)]
    [TestCase("\"38950\"", "\"38950000000\"", 4, "customerNumber", "1 to 10 digits", "Correct", 1)]
    [TestCase("\"38950\"", "38950", 4, "customerNumber", "expected a text, found 38950", "in quotes", 1)]
    [TestCase("KAIREK", "Kairek", 4, "registerName", "A-Z and 0-9", "Correct", 1)]
    [TestCase("KAIREK", "../REK", 4, "registerName", "A-Z and 0-9", "Correct", 1)]
    [TestCase("kainuun-hyvinvointialue", "../muualle", 2, "recipient", "small letters", "Correct", 1)]
    [TestCase("kainuun-hyvinvointialue", "kainuu\\n", 2, "recipient", "small letters", "Correct", 1)]
    [TestCase("\"kainuu\"", "\"../kainuu\"", 2, "id", "small letters", "Correct", 1)]
    [TestCase("\"csv\"", "\"cvs\"", 8, "formats[1]", "there is no format \"cvs\"", "Did you mean \"csv\"?", 1)]
    [TestCase("[\"fixed\", \"csv\"]", "\"fixed\"", 8, "formats", "expected a list, found", "Write [", 1)]
    [TestCase(
        "\"nonDisclosureRight\": false",
        "\"nonDisclosureRight\": \"false\"",
        6,
        "nonDisclosureRight",
        "expected was true, false or",
        "without quotes",
        1
    )]
    [TestCase("\"drop\"", "\"overdueAfter\": 0, \"drop\"", 8, "overdueAfter", "a whole number from 1 to 365", "without quotes", 1)]
    [TestCase("\"drop\"", "\"holidays\": \"kep\", \"drop\"", 8, "holidays", "is \"kep\"", "Did you mean \"keep\"?", 1)]
    [TestCase("\"recipient\": ", "\"id\": \"x\", \"recipient\": ", 2, "id", "duplicate ", "Keep one", 1)]
    [TestCase(", \"drop\": \"default\"", "", 1, "", "the key \"drop\" is missing", "Add \"drop\"", 1)]
    public void A_wrong_permit_is_reported_with_line_and_remedy(
        string old,
        string replacement,
        int line,
        string path,
        string message,
        string remedy,
        int faults)
    {
        folder.PermitWith(old, replacement);
        var (configuration, report) = folder.Load();
        Assert.That(configuration, Is.Null);
        Assert.That(report.Faults, Has.Count.EqualTo(faults), report.ToString());
        ConfigurationFault fault = report.Faults.Single(fault => fault.Path == path && fault.Line == line);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.File, Is.EqualTo(Path.Combine(folder.Root, "permits", "kainuu.json")));
            Assert.That(fault.Kind, Is.EqualTo(FaultKind.Error));
            Assert.That(fault.Message, Does.Contain(message));
            Assert.That(fault.Remedy, Does.Contain(remedy));
            Assert.That(fault.Column, Is.GreaterThan(0));
        }
    }

    [Test]
    public void All_faults_of_all_files_are_reported_at_once_in_order_of_file_and_line()
    {
        folder.PermitWith("\"county\": \"20\"", "\"county\": \"99\"");
        folder.Write("permits/toinen.json", "{ \"id\": \"Toinen\",\n \"x\": 1");
        folder.Write(
            "products/suppea.json",
            """{ "id": "suppea", "fi": "Suppea", "en": "Narrow", "groups": [ { "group": "040" }, """
                + """{ "group": "004", "fields": ["sukunimi", "etunimi"] } ] }"""
        );
        folder.Write("appsettings.json", """{ "Environment": "prod", "Drops": { "default": { "type": "ftp", "path": "drop" } } }""");
        var report = folder.Load().Report;
        Assert.That(
            report.Faults.Select(fault => Path.GetFileName(fault.File) + " " + fault.Path),
            Is.EqualTo(new[]
            {
                "appsettings.json Environment", "appsettings.json Drops.default.type", "kainuu.json area.county", "kainuu.json drop",
                "toinen.json ", "suppea.json groups[0].group", "suppea.json groups[1].fields[1]",
            }),
            report.ToString());
        var thrown = Assert.Throws<MuutostietoException>(report.ThrowIfErrors);
        Assert.That(thrown!.Kind, Is.EqualTo(FailureKind.Usage));
    }

    [Test]
    public void A_permit_whose_validity_has_ended_does_not_stop_the_others()
    {
        folder.PermitWith("\"validTo\": null", "\"validTo\": \"2026-11-21\"");
        var (configuration, report) = folder.Load();
        Assert.That(report.Faults.Single().Kind, Is.EqualTo(FaultKind.Ended));
        Assert.That(report.Faults.Single().Message, Does.Contain("ended on 2026-11-21"));
        Assert.That(configuration!.PermitsValidOn(new DateOnly(2026, 11, 21)).Count(), Is.EqualTo(1));
        Assert.That(configuration.PermitsValidOn(new DateOnly(2026, 11, 22)), Is.Empty);
        Assert.DoesNotThrow(report.ThrowIfErrors);
    }

    [Test]
    public void A_permit_is_valid_through_its_last_day()
    {
        folder.PermitWith("\"validTo\": null", "\"validTo\": \"2026-11-22\"");
        Assert.That(folder.Load().Report.Faults, Is.Empty);
    }

    [Test]
    public void Two_permits_may_not_share_customer_number_and_register_name()
    {
        folder.PermitWith("\"kainuu\"", "\"kainuu2\"", "permits/kainuu2.json");
        var fault = folder.OnlyFault();
        Assert.That((Path.GetFileName(fault.File), fault.Line, fault.Path), Is.EqualTo(("kainuu2.json", 4, "registerName")));
        Assert.That(fault.Message, Does.Contain("\"kainuu\"").And.Contains("38950").And.Contains("KAIREK"));
    }

    [Test]
    public void Two_permits_may_not_share_an_id()
    {
        folder.PermitWith("KAIREK", "TOINEN", "permits/toinen.json");
        var report = folder.Load().Report;
        Assert.That(report.Errors.Single().Message, Does.Contain("two permits \"kainuu\"").And.Contains("kainuu.json"));
        Assert.That(report.Faults.Single(fault => fault.Kind == FaultKind.Warning).Remedy, Does.Contain("Rename the file to kainuu.json"));
    }

    [Test]
    public void A_folder_that_does_not_exist_is_one_fault()
    {
        Directory.Delete(Path.Combine(folder.Root, "permits"), recursive: true);
        Assert.That(folder.OnlyFault().Message, Does.Contain("does not exist"));
        var report = ConfigurationLoader
            .Load(
                new FileSystem(),
                Path.Combine(folder.Root, "nowhere"),
                "data",
                ConfigurationFolder.Groups,
                TimeProvider.System,
                new RemedyNames(),
                new Dictionary<string, string>())
            .Report;
        Assert.That(report.Faults.Single().Remedy, Is.EqualTo($"{new HostRemedy.NameConfiguration()}"));
    }

    [Test]
    public void A_missing_reference_table_is_one_fault_and_areas_are_not_judged_without_it()
    {
        File.Delete(Path.Combine(folder.Root, "reference", "municipalities.json"));
        var fault = folder.OnlyFault();
        Assert.That((Path.GetFileName(fault.File), fault.Message), Is.EqualTo(("municipalities.json", "the file does not exist")));
    }

    [Test]
    public void An_unknown_permit_names_the_nearest_one()
    {
        var configuration = folder.Load().Configuration!;
        var thrown = Assert.Throws<MuutostietoException>(() => configuration.Permit("kainu"));
        Assert.That(
            (thrown!.Kind, thrown.Message.Contains("Did you mean \"kainuu\"?", StringComparison.Ordinal)),
            Is.EqualTo((FailureKind.Usage, true)));
    }

    [TestCase("[\"*\"]", null)]
    [TestCase("[\"sukunimi\", \"etunimet\"]", "etunimet sukunimi")]
    public void A_products_fields_are_all_or_a_sorted_list(string fields, string? expected)
    {
        folder.Write(
            "products/suppea.json",
            $$"""{ "id": "suppea", "fi": "a", "en": "b", "groups": [ { "group": "004", "fields": {{fields}} }, { "group": "003" } ] }"""
        );
        var groups = folder.Load().Configuration!.Products["suppea"].Groups;
        Assert.That(groups.Select(group => group.Group), Is.EqualTo(new[] { "003", "004" }));
        Assert.That(groups[1].Fields is null ? null : string.Join(' ', groups[1].Fields!), Is.EqualTo(expected));
    }

    [TestCase("""{ "group": "001" }, { "group": "013" }""", "the group 204 is missing")]
    [TestCase("""{ "group": "001" }, { "group": "204" }""", "the group 013 is missing")]
    [TestCase("""{ "group": "013" }, { "group": "204" }""", "the group 001 is missing")]
    [TestCase("""{ "group": "001" }, { "group": "013" }, { "group": "204", "fields": ["muuttopv"] }""", "lacks the field \"kuntanumero\"")]
    [TestCase(
        """{ "group": "001" }, { "group": "013" }, { "group": "204" }, { "group": "421" }""",
        "the masked address in it withdraws group 421"
    )]
    [TestCase(
        """{ "group": "001" }, { "group": "013" }, { "group": "204" }, { "group": "101", "fields": ["postinumero", "loppupv"] }""",
        "the group 101 lacks the field \"katu_fi\""
    )]
    [TestCase(
        """{ "group": "001" }, { "group": "013" }, { "group": "204" }, { "group": "305", "fields": ["hetu"] }""",
        "lacks the field \"loppupv\""
    )]
    public void A_product_by_which_no_register_could_be_kept_is_refused(string groups, string message)
    {
        folder.Write("products/suppea.json", $$"""{ "id": "suppea", "fi": "a", "en": "b", "groups": [ {{groups}} ] }""");
        var report = LoadByLayouts();
        Assert.That(report.ToString(), Does.Contain(message));
    }

    private static IEnumerable<GroupSpec> NewestGroups() => Layouts.Catalog.Groups.Where(group => group.IsNewest);

    [TestCaseSource(nameof(NewestGroups))]
    public void A_product_needs_the_address_for_exactly_those_groups_that_the_catalog_says_an_order_covers(GroupSpec group)
    {
        string[] codes = [.. new[] { "001", "013", "204", group.Code }.Distinct()];
        var groups = string.Join(", ", codes.Select(code => $$"""{ "group": "{{code}}" }"""));
        folder.Write("products/suppea.json", $$"""{ "id": "suppea", "fi": "a", "en": "b", "groups": [ {{groups}} ] }""");
        var lacksAddress = LoadByLayouts().ToString().Contains("the group 101 is missing", StringComparison.Ordinal);
        Assert.That(lacksAddress, Is.EqualTo(group.IsCovered && group.Code != "101"));
    }

    private ConfigurationReport LoadByLayouts() =>
        ConfigurationLoader
            .Load(
                new FileSystem(),
                folder.Root,
                folder.DataRoot,
                Layouts.Catalog.Outlines,
                new SetClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
                new RemedyNames(),
                new Dictionary<string, string>())
            .Report;
}
