using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Pages;

/// <summary>Brings what the services find wrong to the fields of a form.</summary>
internal static class FieldFaults
{
    /// <param name="model">The form, as it was sent.</param>
    /// <param name="faults">What is wrong.</param>
    /// <param name="fieldOf">The field of the page in which a fault belongs, with its label.</param>
    /// <param name="words">In the page's language.</param>
    /// <param name="order">The fields in the order of the page; one that is not named comes first.</param>
    internal static void Note(
        this FormModel model,
        IEnumerable<FieldFault> faults,
        Func<FieldFault, (string Name, string Label)> fieldOf,
        MatterWords words,
        params string[] order)
    {
        var placed = faults.Select(fault => (Fault: fault, Field: fieldOf(fault)))
            .OrderBy(each => Array.IndexOf(order, each.Field.Name));
        foreach (var (fault, (name, label)) in placed)
        {
            model.Fault(name, words.FaultOf(label, fault));
        }
    }
}
