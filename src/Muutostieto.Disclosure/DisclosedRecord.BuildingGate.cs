using System.Globalization;
using System.Text;
using Muutostieto.Disclosure.Buildings;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    /// <summary>
    /// The way of buildings out of the register: area, then product. What is said of owners who are persons comes from the persons' own
    /// gate; without its leave an owner's row has the kind alone, as the row of an outside person has, so that the two look the same.
    /// An instance is for one thread.
    /// </summary>
    public sealed class BuildingGate
    {
        private const string Kind = "omistajalaji";
        private const string UnitId = "huoneistotunnus";
        private static readonly string[] OfCompanies = [Kind, "y_tunnus", "virallinen_nimi", "alkupv", "loppupv"];
        private static readonly string[] OfPersons = [.. OfCompanies, "henkilotunnus"];

        /// <summary>Farmer, other private person or estate: owners of these kinds are persons, also with a business id.</summary>
        private static readonly string[] KindsOfPersons = ["01", "02"];

        private readonly AreaFilter area;
        private readonly ProductFilter product;
        private readonly JsonRecordReader reader;
        private readonly RecordCleaner cleaner = new();
        private readonly OwnerGate? owners;
        private readonly GroupSpec? ownerGroup;
        private readonly Record owner = new();
        private readonly List<long> named = [];
        private readonly byte[] planned;
        private readonly byte[][] asked;

        /// <summary>Sets up the rules of a delivery.</summary>
        /// <param name="terms">Area and groups of the permit.</param>
        /// <param name="buildings">The layouts of buildings.</param>
        /// <param name="planned">The planned day, used as the day of registration.</param>
        /// <param name="owners">Judges owners; null: no owner leaves the register.</param>
        public BuildingGate(DisclosureTerms terms, GroupCatalog buildings, DateOnly planned, OwnerGate? owners)
        {
            ArgumentNullException.ThrowIfNull(terms);
            ArgumentNullException.ThrowIfNull(buildings);
            area = new AreaFilter(terms.Municipalities);
            product = new ProductFilter(terms, buildings);
            reader = new JsonRecordReader(buildings);
            asked = [.. terms.Groups.Select(group => group.Group).Order(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes)];
            this.owners = owners;
            ownerGroup = owners is not null && buildings.Newest(BuildingState.Owner) is { } spec && product.Delivers(spec) ? spec : null;
            this.planned = Encoding.ASCII.GetBytes(planned.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        }

        /// <summary>The tables of the CSV package.</summary>
        public IReadOnlyList<CsvTable> Tables => product.Tables;

        /// <inheritdoc cref="Gate.Cleaned"/>
        public long Cleaned => cleaner.Cleaned;

        /// <summary>Whether owners are asked for.</summary>
        public bool TakesOwners => ownerGroup is not null;

        /// <summary>The persons that the last record names, by surrogate id.</summary>
        public IReadOnlyList<long> Named => named;

        /// <summary>Judges a building: type 1, event XXX, every group as the state has it.</summary>
        /// <param name="row">The building as of the delivery's key.</param>
        /// <param name="ownedBy">Its owners as of the key; not looked at without <see cref="TakesOwners"/>.</param>
        /// <param name="disclosed">Filled with what may be delivered.</param>
        /// <param name="units">The permanent ids of the dwellings and other units that are delivered; null: all of them.</param>
        /// <returns>False when the building has no record in this delivery; the container is empty then.</returns>
        /// <exception cref="FormatException">The register's document is no record; the message holds nothing of a person.</exception>
        public bool TryDisclose(
            in BuildingRow row, IReadOnlyList<BuildingOwner> ownedBy, DisclosedRecord disclosed, IReadOnlySet<string>? units = null)
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
            Project(record, units);
            foreach (var one in TakesOwners ? ownedBy : [])
            {
                AddOwner(record, one);
            }

            Gate.SetHeader(record, RecordType.New, planned);
            cleaner.Clean(record);
            if (record.GroupCount > 0)
            {
                return true;
            }

            disclosed.Clear();
            return false;
        }

        /// <summary>Takes out what is not delivered, and owners, which no document has.</summary>
        private void Project(Record record, IReadOnlySet<string>? units)
        {
            for (var group = record.GroupCount - 1; group >= 0; group--)
            {
                var spec = record.Spec(group);
                if (spec.Code == BuildingState.Owner
                    || !product.Delivers(spec)
                    || (units is not null && spec.Code == BuildingState.Unit && !units.Contains(record.Text(group, UnitId))))
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

            var person = one.PersonId is { } known ? owners!.Judge(known) : null;
            var group = record.Add(ownerGroup!, ChangeAttribute.Added);
            foreach (var name in person is not null ? OfPersons : IsCompany(one, from) ? OfCompanies : [Kind])
            {
                record.Set(group, name, owner.Text(from, name));
            }

            if (person is { } shown)
            {
                OwnerFields.Write(owners!.Person, record, group);
                named.Add(shown);
            }

            product.Withhold(record, group);
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
