using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary>What was found when a drop was tried out for a recipient.</summary>
/// <param name="Drop">Its name in the settings.</param>
/// <param name="Recipient">The recipient's folder name.</param>
/// <param name="Place">Where its deliveries are.</param>
/// <param name="Steps">What went well, in order.</param>
/// <param name="Failure">What did not; null: everything went well.</param>
internal sealed record DropTrial(
    string Drop, string Recipient, string Place, IReadOnlyList<DropTrialStep> Steps, MuutostietoException? Failure);
