using System.Globalization;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records.Names;
using Muutostieto.Register;

namespace Muutostieto.Extracts.Matching;

/// <summary>Name and day of birth of a row, in the forms in which they are compared.</summary>
internal sealed class RowNames
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyyMMdd", "d.M.yyyy"];

    private readonly Form exact;
    private readonly Form folded;

    internal RowNames(in MatchRow row)
    {
        (exact, folded) = (Form.Of(row, folds: false), Form.Of(row, folds: true));
        var day = (row.BirthDate ?? "").Trim();
        Born = DateOnly.TryParseExact(day, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;
        HasUnreadableDay = day.Length > 0 && Born is null;
    }

    /// <summary>Null when the row has none, or none that can be read.</summary>
    internal DateOnly? Born { get; }

    internal bool HasUnreadableDay { get; }

    /// <summary>Whether a person can be searched by them.</summary>
    internal bool AreEnough => exact.Surname.Length > 0 && exact.FirstNames.Length > 0 && Born is not null;

    /// <summary>
    /// Whether the names are the person's by a method. What the row does not have is no difference: rows without a code have everything.
    /// </summary>
    /// <param name="names">The person's.</param>
    /// <param name="method">M3 to M6.</param>
    /// <param name="folds">Whether M6 compares without diacritics too.</param>
    internal bool Agree(PersonNames names, MatchMethod method, bool folds) => method switch
    {
        MatchMethod.FullName => exact.AgreesInFull(names, withFormer: false),
        MatchMethod.OneName => exact.AgreesInOne(names, withFormer: false),
        MatchMethod.Folded => folded.Agrees(names, withFormer: false),
        MatchMethod.FormerName => exact.Agrees(names, withFormer: true) || (folds && folded.Agrees(names, withFormer: true)),
        _ => false,
    };

    private sealed record Form(string Surname, string FirstNames, string FirstName, bool Folds)
    {
        internal static Form Of(in MatchRow row, bool folds) => new(
            Of(row.Surname ?? "", folds), Of(row.FirstNames ?? "", folds), Of(FirstOf(row.FirstNames ?? ""), folds), folds);

        internal bool Agrees(PersonNames names, bool withFormer) => AgreesInFull(names, withFormer) || AgreesInOne(names, withFormer);

        internal bool AgreesInFull(PersonNames names, bool withFormer) =>
            HasSurname(names, withFormer)
            && (FirstNames.Length == 0 || FirstNamesOf(names, withFormer).Any(all => Of(all, Folds) == FirstNames));

        /// <summary>The first of the first names as it is written between blanks, or the row's whole text: a name used, or Maija Liisa for
        /// Maija-Liisa.</summary>
        internal bool AgreesInOne(PersonNames names, bool withFormer) =>
            HasSurname(names, withFormer)
            && (FirstNames.Length == 0
                || FirstNamesOf(names, withFormer).Select(FirstOf).Concat(CallNamesOf(names, withFormer))
                    .Select(name => Of(name, Folds)).Any(name => name.Length > 0 && (name == FirstName || name == FirstNames)));

        private static IEnumerable<string> FirstNamesOf(PersonNames names, bool withFormer) =>
            withFormer ? names.FormerFirstNames.Prepend(names.FirstNames) : [names.FirstNames];

        private static IEnumerable<string> CallNamesOf(PersonNames names, bool withFormer) =>
            withFormer ? names.CallNames.Concat(names.FormerCallNames) : names.CallNames;

        private static string FirstOf(string names) =>
            names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");

        private static string Of(string name, bool folds) => folds ? NameForm.Folded(name) : NameForm.Exact(name);

        private bool HasSurname(PersonNames names, bool withFormer) =>
            Surname.Length == 0
            || (withFormer ? names.FormerSurnames.Prepend(names.Surname) : [names.Surname]).Any(name => Of(name, Folds) == Surname);
    }
}
