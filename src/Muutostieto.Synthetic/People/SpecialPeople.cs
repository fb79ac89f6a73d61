using Muutostieto.Synthetic.Names;

namespace Muutostieto.Synthetic.People;

/// <summary>Puts the special names among the adults, evenly, each once.</summary>
internal static class SpecialPeople
{
    private const int Stride = 60;

    public static void Add(Settlement settlement, SpecialNames names)
    {
        var surnames = new Queue<string>(names.Surnames);
        var men = new Queue<string>(names.Men);
        var women = new Queue<string>(names.Women);
        var stride = Math.Max(1, settlement.Adults.Count / Stride);
        for (var start = 0; start < stride; start++)
        {
            for (var i = start; i < settlement.Adults.Count; i += stride)
            {
                var person = settlement.Adults[i];
                if (surnames.TryDequeue(out var surname))
                {
                    (person.Surname, person.BirthSurname) = (surname, null);
                }

                if ((person.IsMale ? men : women).TryDequeue(out var firstNames))
                {
                    person.FirstNames = firstNames;
                }

                if (surnames.Count + men.Count + women.Count == 0)
                {
                    return;
                }
            }
        }
    }
}
