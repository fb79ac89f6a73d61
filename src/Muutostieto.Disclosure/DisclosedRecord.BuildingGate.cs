using System.Globalization;
using System.Text;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.Places;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    /// <summary>
    /// The way of buildings out of the register: area, then product. What is said of owners who are persons, and of residents, comes from
    /// the persons' own gate; without its leave an owner's row has the kind alone, as the row of an outside person has, so that the two
    /// look the same, and a resident is not there.
    /// An instance is for one thread.
    /// </summary>
    public sealed class BuildingGate
    {
        private const string Kind = "omistajalaji";

        /// <summary>Lived in permanently, empty.</summary>
        private static readonly string[] UsesOfDwellings = ["VAKINAISESSA_ASUINKAYTOSSA", "TYHJILLAAN"];

        /// <summary>The same of buildings.</summary>
        private static readonly string[] UsesOfBuildings = ["01", "05"];

        private static readonly string[] OfCompanies = [Kind, "y_tunnus", "virallinen_nimi", "alkupv", "loppupv"];
        private static readonly string[] OfPersons = [.. OfCompanies, "henkilotunnus"];

        /// <summary>Farmer, other private person or estate: owners of these kinds are persons, also with a business id.</summary>
        private static readonly string[] KindsOfPersons = ["01", "02"];

        private readonly AreaFilter area;
        private readonly ProductFilter product;
        private readonly JsonRecordReader reader;
        private readonly RecordCleaner cleaner = new();
        private readonly NamedPersonGate? persons;
        private readonly NamedPersonGate? residentGate;
        private readonly GroupSpec unitGroup;
        private readonly GroupSpec? ownerGroup;
        private readonly GroupSpec? contactGroup;
        private readonly GroupSpec? residentGroup;
        private readonly PostTowns? towns;
        private readonly Record owner = new();
        private readonly List<NamedPerson> named = [];
        private readonly byte[] planned;
        private readonly byte[][] asked;

        /// <summary>Sets up the rules of a delivery.</summary>
        /// <param name="terms">Area and groups of the permit.</param>
        /// <param name="buildings">The layouts of buildings.</param>
        /// <param name="planned">The planned day, used as the day of registration.</param>
        /// <param name="persons">Judges owners and residents; null: no person leaves the register.</param>
        public BuildingGate(DisclosureTerms terms, GroupCatalog buildings, DateOnly planned, NamedPersonGate? persons)
        {
            ArgumentNullException.ThrowIfNull(terms);
            ArgumentNullException.ThrowIfNull(buildings);
            area = new AreaFilter(terms.Municipalities);
            product = new ProductFilter(terms, buildings);
            reader = new JsonRecordReader(buildings);
            this.persons = persons;
            unitGroup = buildings.Newest(BuildingState.Unit)!;
            (ownerGroup, contactGroup, residentGroup) =
                (Spec(BuildingState.Owner), Spec(BuildingState.Contacts), Spec(BuildingState.Residents));
            residentGate = residentGroup is null ? null : persons!.ForResidents();
            towns = contactGroup is null && residentGroup is null ? null : PostTowns.Shipped();
            asked = [.. Asked(terms).Order(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];
            this.planned = Encoding.ASCII.GetBytes(planned.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

            GroupSpec? Spec(string code) =>
                persons is not null && buildings.Newest(code) is { } spec && product.Delivers(spec) ? spec : null;
        }

        /// <summary>The tables of the CSV package.</summary>
        public IReadOnlyList<CsvTable> Tables => product.Tables;

        /// <inheritdoc cref="Gate.Cleaned"/>
        public long Cleaned => cleaner.Cleaned;

        /// <summary>Whether owners are asked for.</summary>
        public bool TakesOwners => ownerGroup is not null || contactGroup is not null;

        /// <summary>Whether residents are asked for.</summary>
        public bool TakesResidents => residentGroup is not null;

        /// <summary>The persons that the last record names.</summary>
        public IReadOnlyList<NamedPerson> Named => named;

        /// <summary>Judges a building: type 1, event XXX, every group as the state has it.</summary>
        /// <param name="row">The building as of the delivery's key.</param>
        /// <param name="ownedBy">Its owners as of the key; not looked at without <see cref="TakesOwners"/>.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <param name="units">The permanent ids of the dwellings and other units that are delivered; null: all of them.</param>
        /// <param name="residents">Who lives where; not looked at without <see cref="TakesResidents"/>.</param>
        /// <returns>False when the building has no record in this delivery; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of a person.</exception>
        public bool TryDisclose(
            in BuildingRow row,
            IReadOnlyList<BuildingOwner> ownedBy,
            DisclosedRecord disclosed,
            IReadOnlySet<string>? units = null,
            DwellingResidents? residents = null)
        {
            ArgumentNullException.ThrowIfNull(ownedBy);
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            named.Clear();
            if (!area.Has(row.Municipality))
            {
                return false;
            }

            var record = disclosed.content;
            reader.ReadGroups(row.Document, record, asked);
            record.Set(HeaderField.IdentityCode, row.Code);
            RemovePersons(record);
            foreach (var one in ownerGroup is null ? [] : ownedBy)
            {
                AddOwner(record, one);
            }

            AddResidents(record, residents);
            foreach (var one in contactGroup is null ? [] : ownedBy)
            {
                AddContacts(record, one);
            }

            Project(record, units);
            Gate.SetHeader(record, RecordType.New, planned);
            cleaner.Clean(record);
            if (record.GroupCount > 0)
            {
                return true;
            }

            disclosed.Clear();
            return false;
        }

        /// <summary>
        /// Names a building or dwelling of an earlier extract that the recipient has and that is in this one no more: the codes that it had
        /// there, and nothing else. It says the same whatever the reason.
        /// </summary>
        /// <param name="code">The building code in the earlier extract.</param>
        /// <param name="dwelling">The permanent dwelling id there; empty: the building as a whole.</param>
        /// <param name="disclosed">Filled with the codes.</param>
        public void DiscloseRemoval(string code, string dwelling, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(dwelling);
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            named.Clear();
            var record = disclosed.content;
            record.Set(HeaderField.IdentityCode, code);
            if (dwelling.Length > 0)
            {
                record.Set(record.Add(unitGroup, ChangeAttribute.Deleted), BuildingState.UnitId, dwelling);
            }

            Gate.SetHeader(record, RecordType.Old, planned);
            cleaner.Clean(record);
        }

        /// <summary>The groups to read: residents are found by the building's codes, addresses and dwellings.</summary>
        private IEnumerable<string> Asked(DisclosureTerms terms)
        {
            var groups = terms.Groups.Select(group => group.Group);
            return TakesResidents
                ? groups.Union([BuildingState.Codes, BuildingState.Address, BuildingState.Unit])
                : groups;
        }

        /// <summary>Takes out what no document has: only this gate adds it.</summary>
        private static void RemovePersons(Record record)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                if (record.Spec(group) is { Code: BuildingState.Owner } or { IsComputed: true })
                {
                    record.RemoveAt(group);
                }
            }
        }

        /// <summary>Takes out what is not delivered.</summary>
        private void Project(Record record, IReadOnlySet<string>? units)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                var spec = record.Spec(group);
                if (!product.Delivers(spec)
                    || (units is not null && spec.Code == BuildingState.Unit && !units.Contains(record.Text(group, BuildingState.UnitId))))
                {
                    record.RemoveAt(group);
                }
                else
                {
                    product.Withhold(record, group);
                }
            }
        }

        private void AddOwner(Record record, BuildingOwner one)
        {
            reader.Read(one.Group.Span, owner);
            if (owner.IndexOf(BuildingState.Owner) is not (>= 0 and var from))
            {
                return;
            }

            var person = one.PersonId is { } known ? persons!.Judge(known) : null;
            var group = record.Add(ownerGroup!, ChangeAttribute.Added);
            foreach (var name in person is not null ? OfPersons : IsCompany(one, from) ? OfCompanies : [Kind])
            {
                record.Set(group, name, owner.Text(from, name));
            }

            if (person is { } shown)
            {
                OwnerFields.Write(persons!.Person, record, group);
                named.Add(new NamedPerson(shown, BuildingState.Owner));
            }
        }

        /// <summary>A person who owns a building twice has one row of contact data.</summary>
        private void AddContacts(Record record, BuildingOwner one)
        {
            if ((one.PersonId is { } known ? persons!.Judge(known) : null) is not { } shown
                || named.Contains(new NamedPerson(shown, BuildingState.Contacts)))
            {
                return;
            }

            ContactFields.Write(persons!.Person, record, record.Add(contactGroup!, ChangeAttribute.Added), towns!);
            named.Add(new NamedPerson(shown, BuildingState.Contacts));
        }

        /// <summary>
        /// A row a dwelling, as if residents that may not be shown lived elsewhere, and the protected ones whatever the right: neither
        /// the oldest resident nor a count says that there is one.
        /// </summary>
        private void AddResidents(Record record, DwellingResidents? residents)
        {
            if (residentGroup is null || residents is null)
            {
                return;
            }

            var (dwellings, shown) = (0, 0);
            for (var unit = record.IndexOf(BuildingState.Unit); unit >= 0; unit = record.IndexOf(BuildingState.Unit, unit + 1))
            {
                if (record.Text(unit, "huoneistotyyppi") == BuildingState.DwellingType)
                {
                    var group = record.Add(residentGroup, ChangeAttribute.Added);
                    ResidentFields.WriteDwelling(record, unit, record, group);
                    var there = new HouseholdMembers(residentGate!);
                    there.AddPermanent(record, unit, residents);
                    there.AddTemporary(record, unit, residents);
                    if (there.Oldest is not null)
                    {
                        ResidentFields.WriteOldest(residentGate!.Kept, record, group, towns!);
                    }

                    ResidentFields.WriteCounts(there.Permanent, there.Temporary, record, group);
                    named.AddRange(there.All.Select(person => new NamedPerson(person, BuildingState.Residents)));
                    WithholdUse(record, unit, there.Permanent);
                    (dwellings, shown) = (dwellings + 1, shown + there.Permanent);
                }
            }

            if (dwellings > 0 && shown == 0)
            {
                WithholdUse(record);
            }
        }

        /// <summary>
        /// Of a dwelling in which no resident is shown the state of use is not said, whether it is lived in or empty: "lived in" beside no
        /// resident would say that there is a hidden one.
        /// </summary>
        private static void WithholdUse(Record record, int unit, int shown)
        {
            if (shown == 0 && UsesOfDwellings.Contains(record.Text(unit, "kaytossaolo")))
            {
                record.Set(unit, "kaytossaolo", "");
            }
        }

        /// <summary>The same of a building that has dwellings and shows no resident.</summary>
        private static void WithholdUse(Record record)
        {
            if (record.IndexOf(BuildingState.Use) is >= 0 and var use && UsesOfBuildings.Contains(record.Text(use, "kayttotila")))
            {
                record.Set(use, "kayttotila", "");
                record.Set(use, "ilmoituspv", "");
            }
        }

        /// <summary>An outside person is none, whatever the register knows of one; nor is a person without a code.</summary>
        private bool IsCompany(BuildingOwner one, int group) =>
            one.PersonId is null
            && owner.Value(group, "henkilotunnus").IsEmpty
            && !KindsOfPersons.Contains(owner.Text(group, Kind))
            && (one.BusinessId.Length > 0
                || (owner.Value(group, "sukunimi").IsEmpty
                    && owner.Value(group, "etunimet").IsEmpty
                    && owner.Value(group, "syntymapv").IsEmpty
                    && !owner.Value(group, "virallinen_nimi").IsEmpty));
    }
}
