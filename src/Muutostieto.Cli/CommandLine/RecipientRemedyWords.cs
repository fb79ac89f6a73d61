using Muutostieto.Recipient;

namespace Muutostieto.Cli.CommandLine;

/// <summary>With which option of <c>check</c>, <c>convert</c> and <c>load</c> each remedy of a recipient is done.</summary>
internal static class RecipientRemedyWords
{
    internal static string Of(RecipientRemedy remedy) => remedy switch
    {
        RecipientRemedy.UnsignedDelivery => "(a delivery from before signatures has none: leave out --signers for it).",
        RecipientRemedy.OtherDatabase => "Name another database with --into.",
        RecipientRemedy.OtherDatabaseFile => "Expected a database that \"load\" has made, or none yet. Name another file with --into.",
        RecipientRemedy.ChoosePermit => "A database is of one permit: choose with --permit, or move the other files away.",
        RecipientRemedy.AcceptBase => "Ask the sender whether it is right; if it is, load it with --accept.",
        RecipientRemedy.SayKey at => FormattableString.Invariant(
            $"If the database is as of that key, load with --from-key {at.Key}; if not, ask the sender for a base."),
        RecipientRemedy.LayoutsOfDatabase => "Give the layouts it was made with (--config), or load a new base into a new database.",
        RecipientRemedy.OtherForm => "Name another with --form, or ask the sender for the form.",
        RecipientRemedy.FormOfDatabase form => Of(form),
        RecipientRemedy.OtherOutput => "Name another --out.",
        RecipientRemedy.RoomForOutput => "Nothing is left of it; make room or name another --out.",
        RecipientRemedy.OutputFolder => "Make it, or name another --out.",
        RecipientRemedy.WritableOutput => "Check who may write there, or name another --out.",
        RecipientRemedy.ReplaceOutput => "Name another --out, or say --force to replace it.",
        RecipientRemedy.AskForRepair repair => Of(repair),
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(RecipientRemedy.FormOfDatabase remedy)
    {
        var (file, form) = remedy.HasAllGroups ? ("CSV", "csv") : ("fixed-width", "fixed");
        return $"Fetch the {file} file and load it (--form {form}), or load the base of the chain into a new database in this form.";
    }

    private static string Of(RecipientRemedy.AskForRepair remedy)
    {
        var command = $"reconcile {remedy.Permit} --repair {string.Join(' ', remedy.Municipalities)}";
        return $"Ask the sender to repair {string.Join(", ", remedy.Municipalities)} ({command}): the next change delivery then has a full "
            + "record of every resident there. If it differs still, ask for a new base.";
    }
}
